/* inside-call.c - call the library so that where it would end the program, only the call ends */
/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "inside.h"

static jmp_buf ended;
static bool inside; /* a call is running that may end the program */
struct bytes told;

void __real_exit(int) __attribute__((noreturn));
void __wrap_exit(int) __attribute__((noreturn));
void __wrap_err(int, const char *, ...) __attribute__((noreturn, format(printf, 2, 3)));
void __wrap_errx(int, const char *, ...) __attribute__((noreturn, format(printf, 2, 3)));
void __wrap_warn(const char *, ...) __attribute__((format(printf, 1, 2)));
void __wrap_warnx(const char *, ...) __attribute__((format(printf, 1, 2)));

void
check_that(bool good, const char *what)
{
	if (good)
		return;
	fprintf(stderr, "inside: %s\n", what);
	abort();
}

/* Keep a message instead of printing it. Format it nevertheless, so that its arguments are read. */
static void __attribute__((format(printf, 1, 0)))
keep_message(const char *format, va_list ap)
{
	static char text[8192];

	vsnprintf(text, sizeof(text), format, ap);
	if (!inside) {
		fprintf(stderr, "inside: %s\n", text);
		return;
	}
	bytes_add(&told, text, strlen(text) + 1);
}

void
__wrap_exit(int code)
{
	char byte = (char)code;

	if (!inside)
		__real_exit(code);
	bytes_add(&told, &byte, 1);
	longjmp(ended, 1);
}

void
__wrap_err(int code, const char *format, ...)
{
	va_list ap;

	va_start(ap, format);
	keep_message(format, ap);
	va_end(ap);
	__wrap_exit(code);
}

void
__wrap_errx(int code, const char *format, ...)
{
	va_list ap;

	va_start(ap, format);
	keep_message(format, ap);
	va_end(ap);
	__wrap_exit(code);
}

void
__wrap_warn(const char *format, ...)
{
	va_list ap;

	va_start(ap, format);
	keep_message(format, ap);
	va_end(ap);
}

void
__wrap_warnx(const char *format, ...)
{
	va_list ap;

	va_start(ap, format);
	keep_message(format, ap);
	va_end(ap);
}

bool
call_returns(void (*call)(const void *), const void *arg)
{
	if (setjmp(ended) != 0) {
		inside = false;
		return false;
	}
	inside = true;
	call(arg);
	inside = false;
	return true;
}
