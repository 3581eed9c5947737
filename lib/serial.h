/* serial.h - numbers and dates as a workbook keeps them */
/* SPDX-License-Identifier: MIT */
#ifndef SOW_SERIAL_H
#define SOW_SERIAL_H

#include <stdbool.h>

#include "date.h"

/*
 * A workbook keeps a moment as days since 1899-12-30, with the time as a fraction.  Before 1900-03-01 that
 * is a day more, for Excel has a 1900-02-29.  Some books of old Macintosh count from 1904-01-01.
 */
enum serial_epoch { SERIAL_1900, SERIAL_1904 };

/* Reads 2026-11-23, 2026-11-23T10:30:00, R8.11.23; false for what is no date or is before 1900-03-01. */
bool serial_of(const char *, double *);
/* The same moment in a book of that epoch; negative if it is before that. */
double serial_since(enum serial_epoch, double);
/* 2026-11-23, 2026-11-23T10:30:00, with milliseconds where there are any; 10:30:00 for a time alone.  NULL
 * if it is none of them. */
const char *serial_text(double, enum serial_epoch, char buf[DATE_TEXT]);
/* Reads a number, if it is written as Excel itself would write it: 12 and -0.5, but not 012, 1.50 or 1E5,
 * and no more digits than Excel keeps. */
bool serial_number(const char *, double *);
/* Reads a number that has one decimal, be it a zero: 100.0. */
bool serial_tenths(const char *, double *);
/* The other way round: at most 15 digits, and no exponent unless the number is very large or small. */
const char *serial_number_text(double, char buf[DATE_TEXT]);

#endif
