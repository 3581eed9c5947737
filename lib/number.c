/* number.c - versions and numbers as the products and people write them */
/* SPDX-License-Identifier: MIT */
#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "text.h"
#include "number.h"

static bool
is_version(const char *s)
{
	for (;; s++) {
		if (*s < '0' || *s > '9')
			return false;
		s += strspn(s, "0123456789");
		if (*s != '.')
			return *s == '\0';
	}
}

int
version_compare(const char *a, const char *b)
{
	size_t na, nb;
	int c;

	while (*a != '\0' || *b != '\0') {
		a += strspn(a, "0");
		b += strspn(b, "0");
		na = strspn(a, "0123456789");
		nb = strspn(b, "0123456789");
		c = na != nb ? (na < nb ? -1 : 1) : memcmp(a, b, na);
		if (c != 0)
			return c;
		a += na + (a[na] == '.');
		b += nb + (b[nb] == '.');
	}
	return 0;
}

bool
number_read(const char *s, double *number)
{
	char buf[NUMBER_TEXT], *from, *to;
	const char *digits;

	if (!text_narrow(s, buf, sizeof(buf)))
		return false;
	for (from = to = buf; *from != '\0'; from++)
		if (*from != ',')
			*to++ = *from;
	*to = '\0';
	digits = buf + (*buf == '-' || *buf == '+');
	if (!is_version(digits) || (strchr(digits, '.') != NULL && strchr(digits, '.') != strrchr(digits, '.')))
		return false;
	*number = strtod(buf, NULL);
	return true;
}

const char *
version_read(const char *s, char buf[NUMBER_TEXT])
{
	if (is_version(s))
		return s;
	if (!text_narrow(s, buf, NUMBER_TEXT))
		return NULL;
	buf += *buf == 'v' || *buf == 'V';
	return is_version(buf) ? buf : NULL;
}
