/* argv-command.c - run a command, and show it when something about it is wrong */
/* SPDX-License-Identifier: MIT */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <err.h>

#include "argv.h"
#include "fuzz.h"
#include "memory.h"
#include "text.h"

enum { TOLD = 4096 }; /* bytes of a command line that are shown */

/* Print a word quoted so that bash reads exactly these bytes. */
static void
print_word(FILE *f, const char *s)
{
	bool plain = *s != '\0' && s[strcspn(s, " '\"\\$`;&|<>()*?[]#~=%{}!")] == '\0', clean = text_valid(s, strlen(s));
	const char *p;
	int32_t c;

	for (p = s; *p != '\0' && clean; ) {
		p += text_char(p, &c);
		clean = !char_controls(c) && !char_turns(c) && c != '\'' && c != 0x2028 && c != 0x3000 && c != 0xfeff;
	}
	if (plain && clean) {
		fputs(s, f);
		return;
	}
	fputs(clean ? "'" : "$'", f);
	for (; *s != '\0'; s++)
		if (clean || (*s >= ' ' && *s < 0x7f && *s != '\'' && *s != '\\'))
			putc(*s, f);
		else
			fprintf(f, "\\x%02x", (unsigned char)*s);
	putc('\'', f);
}

static char *
shell_line(const char *const *argv, const char *input)
{
	size_t size;
	char *text;
	FILE *f = memory_open(&text, &size);

	for (; *argv != NULL; argv++) {
		print_word(f, *argv);
		putc(' ', f);
	}
	fprintf(f, "< %s", input);
	memory_close(f, &text);
	return text;
}

/* The file "command" holds the whole line even if it is too long to be shown. */
void
command_fail(const char *const *argv, const char *input, const char *format, ...)
{
	char *text = shell_line(argv, input);
	FILE *f = fopen("command", "we");
	va_list ap;

	if (f == NULL || fprintf(f, "%s\n", text) < 0 || fclose(f) != 0)
		warn("command");
	fprintf(stderr, "fuzz-argv: line %zu of seed %llu: ", campaign.number, campaign.seed);
	va_start(ap, format);
	vfprintf(stderr, format, ap);
	va_end(ap);
	fprintf(stderr, "\n    cd %s/team (out, err, command)\n    ", campaign.top);
	fprintf(stderr, "%.*s%s\n", TOLD, text, strlen(text) > TOLD ? "… (the rest is in command)" : "");
	exit(1);
}

int
command_run(const char *const *argv, const char *input)
{
	const char *problem;
	int code;

	if ((problem = child_run(argv, input, &code)) != NULL)
		command_fail(argv, input, "%s", problem);
	return code;
}
