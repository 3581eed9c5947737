/* sow-ticket-note.c - a note from an editor or a file becomes one cell */
/* SPDX-License-Identifier: MIT */
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "sow-ticket.h"

enum { NOTE_MAX = 1024 * 1024 }; /* bytes of a file, in whatever encoding */

static char *
read_whole(FILE *f, const char *path, size_t *size)
{
	char *bytes = memory_array(NULL, NOTE_MAX + 1, 1);

	*size = fread(bytes, 1, NOTE_MAX + 1, f);
	if (ferror(f))
		err(1, "%s", path);
	if (*size > NOTE_MAX)
		errx(1, "%s: more than 1 MiB is too long for a note (a row holds 64 KiB)", path);
	return bytes;
}

static void
refuse_document(const char *bytes, size_t size, const char *path)
{
	static const char *const begins[] = { "PK\3\4", "\xd0\xcf\x11\xe0", "%PDF" };
	size_t i;

	for (i = 0; i < sizeof(begins) / sizeof(*begins); i++)
		if (size >= 4 && memcmp(bytes, begins[i], 4) == 0)
			errx(1, "%s: a document of Office or a PDF, not text: save it as text", path);
}

/* Decodes a text whose encoding is guessed unless from names it: pasted mail is in CP932 as often as
 * in UTF-8. */
static char *
note_decode(const char *bytes, size_t size, const char *path, const char *from)
{
	enum encoding e, said = ENC_UTF8;
	bool clear = encoding_judge(bytes, size, &e);
	size_t mark = encoding_mark(bytes, size, &e), left = size - mark, n;
	struct decoder *decoder;
	char *text = memory_array(NULL, size * 3 + 1, 1);

	if (from != NULL && !encoding_parse(from, &said))
		errx(2, "--from: unknown encoding '%s'", from);
	refuse_document(bytes, size, path);
	if (from == NULL && !clear && mark == 0)
		errx(1, "%s: EUC-JP or CP932? Its bytes are good in both: --from=EUC-JP or --from=CP932 says which", path);
	e = from != NULL ? said : e;
	decoder = decoder_open(e);
	n = decoder_run(decoder, bytes + mark, &left, true, text);
	text[n] = '\0';
	decoder_close(decoder);
	if (!text_valid(text, n))
		errx(1, "%s: not text in %s", path, encoding_name(e));
	return text;
}

/* Joins the lines by U+2028, without the editor's help lines and trailing white space. */
static char *
note_fold(char *text, bool comments)
{
	char *line, *cell;
	size_t size, empty = 0, n = 0;
	FILE *f = memory_open(&cell, &size);
	while ((line = strsep(&text, "\n")) != NULL) {
		if (comments && *line == '#')
			continue;
		line[strcspn(line, "\r")] = '\0';
		for (size = strlen(line); size > 0 && strchr(" \t", line[size - 1]) != NULL; size--)
			line[size - 1] = '\0';
		if (*line == '\0') {
			empty++;
			continue;
		}
		for (empty = n == 0 ? 0 : empty + 1; empty > 0; empty--)
			fputs(TEXT_BREAK, f);
		n++;
		for (; *line != '\0'; line++)
			putc(*line == '\t' ? ' ' : *line, f); /* a cell holds no control character */
	}
	memory_close(f, &cell);
	return cell;
}

/* Returns false if the editor failed or was left without saving. */
static bool
run_editor(const char *editor, const char *path)
{
	struct sigaction ignore = { .sa_handler = SIG_IGN }, interrupt, quit;
	char *command;
	int status;
	pid_t pid;

	command = memory_format("%s \"$1\"", editor);
	/* ^C goes to the editor alone, as it does under system(3). */
	sigaction(SIGINT, &ignore, &interrupt);
	sigaction(SIGQUIT, &ignore, &quit);
	if ((pid = fork()) == 0) {
		sigaction(SIGINT, &interrupt, NULL);
		sigaction(SIGQUIT, &quit, NULL);
		execl("/bin/sh", "sh", "-c", command, "sh", path, (char *)NULL);
		_exit(127);
	}
	if (pid == -1 || waitpid(pid, &status, 0) == -1)
		status = -1;
	sigaction(SIGINT, &interrupt, NULL);
	sigaction(SIGQUIT, &quit, NULL);
	free(command);
	return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

static const char *
editor_named(void)
{
	static const char *const names[] = { "VISUAL", "EDITOR" };
	const char *editor;
	size_t i;

	for (i = 0; i < sizeof(names) / sizeof(*names); i++)
		if ((editor = getenv(names[i])) != NULL && *editor != '\0')
			return editor;
	return "vi";
}

/* The file that keeps the text until it is saved, however the program ends. */
static const char *kept;

static void
tell_kept(void)
{
	if (kept != NULL)
		warnx("your text is in %s", kept);
}

static void
write_template(const char *path, int fd, const char *about)
{
	FILE *f = fdopen(fd, "w");

	if (f == NULL)
		err(1, "%s", path);
	fprintf(f, "\n# %s\n# 行頭が # の行は記録されない。空なら中止する。\n", about);
	if (fclose(f) != 0)
		err(1, "%s", path);
}

static char *
read_edited(const char *path)
{
	FILE *f = fopen(path, "re");
	char *bytes, *text, *cell;
	size_t n;

	if (f == NULL)
		err(1, "%s", path);
	bytes = read_whole(f, path, &n);
	fclose(f);
	text = note_decode(bytes, n, path, NULL);
	cell = note_fold(text, true);
	free(bytes);
	free(text);
	return cell;
}

/* Edits a file in the team's directory, as git commit does; lines that begin with # do not count. */
static struct note
note_edit(const struct options *o, const char *about)
{
	struct note note = { .path = team_file(&o->team, ".sow-note.XXXXXX") };
	const char *editor = editor_named();
	int fd = mkstemp(note.path);
	bool good;

	if (fd == -1)
		err(1, "%s", note.path);
	write_template(note.path, fd, about);
	good = run_editor(editor, note.path);
	kept = note.path;
	memory_atexit(tell_kept);
	note.text = read_edited(note.path);
	if (*note.text == '\0') {
		unlink(note.path);
		kept = NULL;
	}
	if (!good)
		errx(1, "the editor failed; nothing written (%s)", editor);
	if (*note.text == '\0')
		errx(1, "empty note; nothing written");
	return note;
}

static char *
from_file(const char *path, const char *from)
{
	FILE *f = strcmp(path, "-") == 0 ? stdin : fopen(path, "re");
	char *bytes, *text, *cell;
	size_t n;

	if (f == NULL)
		err(1, "%s", path);
	bytes = read_whole(f, path, &n);
	if (f != stdin)
		fclose(f);
	text = note_decode(bytes, n, path, from);
	if (strchr(text, '\t') != NULL)
		warnx("%s: tabs replaced by spaces", path);
	cell = note_fold(text, false);
	if (*cell == '\0')
		errx(1, "%s: empty", path);
	free(bytes);
	free(text);
	return cell;
}

struct note
note_read(const struct options *o, const char *about)
{
	if (o->value[OPT_FILE] != NULL && o->value[OPT_EDIT] != NULL)
		errx(2, "-E or -F, not both");
	if (o->value[OPT_FILE] != NULL)
		return (struct note){ .text = from_file(o->value[OPT_FILE], o->value[OPT_FROM]) };
	return o->value[OPT_EDIT] != NULL ? note_edit(o, about) : (struct note){ .text = NULL };
}

void
note_close(struct note *note, bool saved)
{
	if (note->path != NULL && saved) {
		unlink(note->path);
		kept = NULL;
		free(note->path);
	}
	free(note->text);
}
