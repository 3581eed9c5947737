/* stamp.c - dates and times as the products write them */
/* SPDX-License-Identifier: MIT */
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "text.h"
#include "date.h"
#include "stamp.h"

enum { STAMP = 64, HOUR = 3600 };

/* Removes the word; false if it is not there. */
static bool
take_word(char *s, const char *word)
{
	char *at = strcasestr(s, word);

	if (at == NULL)
		return false;
	memmove(at, at + strlen(word), strlen(at + strlen(word)) + 1);
	return true;
}

/* Removes 午前 or PM; *half is then 0 or 12, and -1 without such a word. */
static void
take_half(char *s, int *half)
{
	*half = take_word(s, "午前") || take_word(s, "AM") ? 0 : take_word(s, "午後") || take_word(s, "PM") ? 12 : -1;
}

/* Removes Z or +09:00 behind a clock; *east is the seconds by which that zone is ahead of UTC. */
static bool
take_zone(char *s, int *east)
{
	size_t n = strlen(s);
	int h, m;
	char sign;

	if (n > 0 && (s[n - 1] == 'Z' || s[n - 1] == 'z')) {
		s[n - 1] = '\0';
		*east = 0;
		return true;
	}
	if (n < 6 || (s[n - 6] != '+' && s[n - 6] != '-') || !text_digits(s + n - 5, 2, &h) || s[n - 3] != ':' ||
	    !text_digits(s + n - 2, 2, &m) || strchr(s, ':') == s + n - 3 || h > 14 || m > 59)
		return false;
	sign = s[n - 6];
	s[n - 6] = '\0';
	*east = (h * HOUR + m * 60) * (sign == '-' ? -1 : 1);
	return true;
}

/* 11/20/2026 becomes 2026/11/20. */
static bool
turn_us(char *s)
{
	int m, d, y, n = 0;
	char rest[STAMP];

	if (sscanf(s, "%2d/%2d/%4d%n", &m, &d, &y, &n) != 3 || n == 0 || y < 1000)
		return false;
	memcpy(rest, s + n, strlen(s + n) + 1);
	snprintf(s, STAMP, "%d/%d/%d%.*s", y, m, d, STAMP - 16, rest);
	return true;
}

/* Moves a time of the half of a day to that half; false if no clock with halves shows that hour. */
static bool
move_half(struct stamp *s, int half)
{
	int64_t hour = s->us / SECOND_US / HOUR - time_day(s->us) * INT64_C(24);

	if (!s->clock || hour > 12)
		return false;
	s->us += (half - (hour == 12 ? 12 : 0)) * HOUR * SECOND_US;
	return true;
}

bool
stamp_parse(const char *text, bool us, struct stamp *s)
{
	char buf[STAMP], *space;
	int half, east = 0;

	*s = (struct stamp){ 0 };
	if (!text_narrow(text, buf, sizeof(buf)))
		return false;
	while ((space = strstr(buf, "\u202f")) != NULL) { /* Windows writes it before PM */
		*space = ' ';
		memmove(space + 1, space + strlen("\u202f"), strlen(space + strlen("\u202f")) + 1);
	}
	take_half(buf, &half);
	s->zone = strchr(buf, ':') != NULL && take_zone(buf, &east);
	for (space = buf + strlen(buf); space > buf && space[-1] == ' '; space--)
		space[-1] = '\0';
	if (us && !turn_us(buf))
		return false;
	s->clock = strchr(buf, ':') != NULL;
	if (!time_parse(buf, DAY_MIN, &s->us) || (half != -1 && !move_half(s, half)))
		return false;
	if (s->zone)
		s->us += (9 * HOUR - east) * SECOND_US;
	return true;
}
