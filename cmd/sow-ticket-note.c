/* sow-ticket-note.c - a note from an editor or a file becomes one cell */
/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
#include <err.h>

#include "sow-ticket.h"

static char *
read_whole(FILE *f, const char *path, size_t *size)
{
	char *bytes = NULL, block[4096];
	size_t n;

	for (*size = 0; (n = fread(block, 1, sizeof(block), f)) > 0; *size += n) {
		if ((bytes = realloc(bytes, *size + n)) == NULL)
			err(1, NULL);
		memcpy(bytes + *size, block, n);
	}
	if (ferror(f))
		err(1, "%s", path);
	return bytes;
}

/* Pasted mail comes in CP932 as often as in UTF-8. */
static char *
decode(const char *bytes, size_t size, const char *path)
{
	enum encoding e = encoding_judge(bytes, size);
	size_t mark = encoding_mark(bytes, size, &e), left = size - mark, n;
	struct decoder *decoder = decoder_open(e);
	char *text = malloc(size * 3 + 1);

	if (text == NULL)
		err(1, NULL);
	n = decoder_run(decoder, bytes + mark, &left, true, text);
	text[n] = '\0';
	decoder_close(decoder);
	if (!text_valid(text, n))
		errx(1, "%s: not text in %s", path, encoding_name(e));
	return text;
}

/* Lines joined by U+2028, without those of the editor's help and white space at the end. */
static char *
fold(char *text, bool comments)
{
	char *line, *cell;
	size_t size, empty = 0, n = 0;
	FILE *f = open_memstream(&cell, &size);

	if (f == NULL)
		err(1, NULL);
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

static void
run_editor(const char *path)
{
	const char *editor = getenv("VISUAL");
	char *command;
	int status;

	if (editor == NULL || *editor == '\0')
		editor = getenv("EDITOR");
	if (editor == NULL || *editor == '\0')
		editor = "vi";
	if (asprintf(&command, "%s \"$1\"", editor) == -1)
		err(1, NULL);
	switch (fork()) {
	case -1:
		err(1, NULL);
	case 0:
		execl("/bin/sh", "sh", "-c", command, "sh", path, (char *)NULL);
		_exit(127);
	}
	free(command);
	if (wait(&status) == -1 || !WIFEXITED(status) || WEXITSTATUS(status) != 0) {
		unlink(path);
		errx(1, "the editor failed: nothing is written (%s)", editor);
	}
}

/* As git commit does: a file beside the ledger, lines with # do not count. */
static char *
edit(const struct options *o, const char *about)
{
	char *path = team_file(o, ".sow-note.XXXXXX"), *bytes, *text, *cell;
	FILE *f;
	size_t n;
	int fd = mkstemp(path);

	if (fd == -1 || (f = fdopen(fd, "w")) == NULL)
		err(1, "%s", path);
	fprintf(f, "\n# %s\n# 行頭が # の行は記録されない。空なら中止する。\n", about);
	if (fclose(f) != 0)
		err(1, "%s", path);
	run_editor(path);
	if ((f = fopen(path, "re")) == NULL)
		err(1, "%s", path);
	bytes = read_whole(f, path, &n);
	fclose(f);
	unlink(path);
	text = decode(bytes, n, "the note");
	cell = fold(text, true);
	if (*cell == '\0')
		errx(1, "an empty note: nothing is written");
	free(bytes);
	free(text);
	free(path);
	return cell;
}

static char *
from_file(const char *path)
{
	FILE *f = strcmp(path, "-") == 0 ? stdin : fopen(path, "re");
	char *bytes, *text, *cell;
	size_t n;

	if (f == NULL)
		err(1, "%s", path);
	bytes = read_whole(f, path, &n);
	if (f != stdin)
		fclose(f);
	text = decode(bytes, n, path);
	if (strchr(text, '\t') != NULL)
		warnx("%s: TABs became spaces", path);
	cell = fold(text, false);
	if (*cell == '\0')
		errx(1, "%s: empty", path);
	free(bytes);
	free(text);
	return cell;
}

char *
note_read(const struct options *o, const char *about)
{
	if (o->value[OPT_FILE] != NULL && o->value[OPT_EDIT] != NULL)
		errx(2, "-E or -F, not both");
	if (o->value[OPT_FILE] != NULL)
		return from_file(o->value[OPT_FILE]);
	return o->value[OPT_EDIT] != NULL ? edit(o, about) : NULL;
}
