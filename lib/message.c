/* message.c - messages in the language of the user */
/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <libintl.h>
#include <locale.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "message.h"

static const char domain[] = "sow";
static bool known, translated; /* gettext is set up; translations are in use */

bool
messages_are_japanese(void)
{
	static const char *const variables[] = { "LC_ALL", "LC_MESSAGES", "LANG" };
	const char *value = NULL;
	size_t i;

	for (i = 0; i < sizeof(variables) / sizeof(*variables) && (value == NULL || *value == '\0'); i++)
		value = getenv(variables[i]);
	return value != NULL && strncmp(value, "ja", 2) == 0 && strchr("_.@", value[2]) != NULL;
}

/*
 * gettext takes the language from LANGUAGE, unless the locale of messages is "C".
 * Every Debian has C.UTF-8, but ja_JP only where somebody generated it.  LC_CTYPE
 * stays "C" here: the programs compare bytes.
 */
void
messages_in_japanese(const char *directory)
{
	if (setlocale(LC_MESSAGES, "C.UTF-8") == NULL || setenv("LANGUAGE", "ja", 1) == -1 ||
	    bindtextdomain(domain, directory) == NULL || bind_textdomain_codeset(domain, "UTF-8") == NULL)
		return;
	bind_textdomain_codeset("libc", "UTF-8"); /* for the text of regerror(3) */
	known = translated = true;
}

void
messages_translate(bool yes)
{
	translated = known && yes;
}

const char *
message_text(const char *text)
{
	return translated && *text != '\0' ? dgettext(domain, text) : text;
}

/* strerror(3) would translate it from the catalogue of libc, which few machines have. */
static const char *
error_text(int error)
{
	const char *text = strerrordesc_np(error);

	return message_text(text != NULL ? text : N_("Unknown error"));
}

static void __attribute__((format(printf, 1, 0)))
say(const char *format, va_list ap, int error)
{
	fprintf(stderr, "%s: ", program_invocation_short_name);
	vfprintf(stderr, message_text(format), ap);
	if (error != 0)
		fprintf(stderr, ": %s", error_text(error));
	fputc('\n', stderr);
}

void
warn(const char *format, ...)
{
	int error = errno;
	va_list ap;

	va_start(ap, format);
	say(format, ap, error);
	va_end(ap);
}

void
warnx(const char *format, ...)
{
	va_list ap;

	va_start(ap, format);
	say(format, ap, 0);
	va_end(ap);
}

void
err(int status, const char *format, ...)
{
	int error = errno;
	va_list ap;

	va_start(ap, format);
	say(format, ap, error);
	va_end(ap);
	exit(status);
}

void
errx(int status, const char *format, ...)
{
	va_list ap;

	va_start(ap, format);
	say(format, ap, 0);
	va_end(ap);
	exit(status);
}
