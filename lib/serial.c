/* serial.c - numbers and dates as a workbook keeps them */
/* SPDX-License-Identifier: MIT */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "date.h"
#include "serial.h"

enum {
	EPOCH_1900 = -25569, /* 1899-12-30 in days since 1970-01-01 */
	EPOCH_1904 = -24107, /* 1904-01-01 */
	LEAP_1900 = 60,      /* Excel's 1900-02-29 */
	DAY_MS = 86400000,
	SERIAL_MAX = 2958466, /* 10000-01-01 */
};

bool
serial_of(const char *text, double *value)
{
	int64_t us, from;

	if (strlen(text) < strlen("R8.1.1") || !time_parse(text, DAY_MIN, &us))
		return false;
	from = us - EPOCH_1900 * DAY_US;
	*value = (double)from / (double)DAY_US;
	return *value > LEAP_1900 && *value < SERIAL_MAX;
}

double
serial_since(enum serial_epoch epoch, double value)
{
	return epoch == SERIAL_1904 ? value - (EPOCH_1904 - EPOCH_1900) : value;
}

static const char *
clock_text(int ms, char *buf, size_t size)
{
	int n = snprintf(buf, size, "%02d:%02d:%02d", ms / 3600000, ms / 60000 % 60, ms / 1000 % 60);

	if (ms % 1000 != 0)
		snprintf(buf + n, size - (size_t)n, ".%03d", ms % 1000);
	return buf;
}

const char *
serial_text(double value, enum serial_epoch epoch, char buf[DATE_TEXT])
{
	int64_t ms;
	int day, rest;
	size_t n;

	if (!(value >= 0 && value < SERIAL_MAX))
		return NULL;
	ms = (int64_t)(value * DAY_MS + 0.5);
	day = (int)(ms / DAY_MS);
	rest = (int)(ms % DAY_MS);
	if (day + (epoch == SERIAL_1904 ? EPOCH_1904 - EPOCH_1900 : 0) >= SERIAL_MAX)
		return NULL;
	if (day == 0)
		return clock_text(rest, buf, DATE_TEXT);
	if (epoch == SERIAL_1900 && day == LEAP_1900)
		return NULL;
	date_text(day + (epoch == SERIAL_1904 ? EPOCH_1904 : day < LEAP_1900 ? EPOCH_1900 + 1 : EPOCH_1900), DATE_ISO, buf);
	n = strlen(buf);
	if (rest != 0) {
		buf[n++] = 'T';
		clock_text(rest, buf + n, DATE_TEXT - n);
	}
	return buf;
}

bool
serial_number(const char *text, double *value)
{
	char back[DATE_TEXT], *end;

	if (*text == '\0' || strspn(text, "0123456789.-") != strlen(text))
		return false;
	*value = strtod(text, &end);
	return *end == '\0' && strcmp(serial_number_text(*value, back), text) == 0;
}

bool
serial_tenths(const char *text, double *value)
{
	const char *point = strchr(text, '.');
	char whole[DATE_TEXT];

	if (point == NULL || strlen(point) != 2 || point[1] < '0' || point[1] > '9' || strlen(text) >= sizeof(whole))
		return false;
	snprintf(whole, sizeof(whole), "%.*s", (int)(point - text), text);
	if (!serial_number(whole, value))
		return false;
	*value = strtod(text, NULL);
	return true;
}

const char *
serial_number_text(double value, char buf[DATE_TEXT])
{
	snprintf(buf, DATE_TEXT, "%.15g", value == 0 ? 0.0 : value);
	return buf;
}
