/* argv-verdict.c - check what must hold after each command line */
/* SPDX-License-Identifier: MIT */
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "argv.h"
#include "fuzz.h"
#include "text.h"

/* Return the first character that a terminal would obey or byte that is not UTF-8, or NULL. */
static const char *
find_obeyed(const char *s, const char *end)
{
	size_t n;
	int32_t c;

	for (; s < end; s += n) {
		n = text_char(s, &c);
		if ((c < 0x20 && c != '\n') || (c >= 0x7f && c < 0xa0) || (c >= 0x202a && c <= 0x202e) ||
		    (c >= 0x2066 && c <= 0x2069) || (c == 0xfffd && n == 1))
			return s;
	}
	return NULL;
}

static void
check_messages(const struct line *l)
{
	size_t n;
	char *text = whole_file_read("err", &n);
	const char *at = find_obeyed(text, text + n);

	if (at != NULL)
		command_fail(l->word, l->input, "byte %zu of its messages (%02x) is not fit for a terminal",
		    (size_t)(at - text), (unsigned char)*at);
	free(text);
}

/* Every id that was printed must be that of a row on the disk. */
static void
check_ids(const struct line *l)
{
	size_t n, digits;
	char *text = whole_file_read("out", &n), *s, *end;

	for (s = text; s < text + n; s = end + 1) {
		if ((end = strchr(s, '\n')) == NULL)
			end = text + n;
		digits = strspn(s, "0123456789");
		if (digits > 0 && s + digits == end && strtoull(s, NULL, 10) > ledgers[0].rev)
			command_fail(l->word, l->input, "it prints an id that is not on the disk: %.*s", (int)digits, s);
	}
	free(text);
}

void
verdict_on_ledger(const struct line *l, const struct ledger_file *f)
{
	const char *argv[] = { campaign.keeper, "verify", "-t", f->path, NULL };
	int code;

	if (f->size == -1 || (code = command_run(argv, "empty.csv")) == 0)
		return;
	command_fail(l->word, l->input, "afterwards verify refuses %s (exit code %d)", f->path, code);
}

/* The programs also know 70 and 71, but here no ledger gets into an unknown state and memory suffices. */
static bool
may_exit(int code)
{
	return code == 0 || code == 1 || code == 2 || code == 73 || code == 75 || code == 76;
}

void
verdict_on_line(const struct line *l, int code)
{
	bool told = code == 2 || code == 73 || code == 75, changed;
	size_t i;

	if (!may_exit(code))
		command_fail(l->word, l->input, "exit code %d", code);
	if (!campaign.lenient)
		check_messages(l);
	for (i = 0; i < LEDGERS; i++) {
		changed = ledger_file_look(&ledgers[i]);
		if (changed && (told || strcmp(l->form->program, "sow-ticket") != 0))
			command_fail(l->word, l->input, "%s was written to, but the exit code is %d", ledgers[i].path, code);
	}
	if (l->form->writes && !l->dry && !l->elsewhere && !l->help)
		check_ids(l);
	if (access("x", F_OK) == 0)
		command_fail(l->word, l->input, "a word of it was run in a shell");
}
