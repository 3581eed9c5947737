/* cell.c - the address of a cell in a workbook */
/* SPDX-License-Identifier: MIT */
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "cell.h"

size_t
cell_number(const char *s)
{
	size_t n = 0;
	bool empty = *s == '\0';

	for (; *s >= '0' && *s <= '9' && n <= UINT32_MAX; s++)
		n = n * 10 + (size_t)(*s - '0');
	return empty || *s != '\0' ? SIZE_MAX : n;
}

bool
cell_parse(const char *s, size_t *row, size_t *column)
{
	size_t r = 0, c = 0;

	for (; *s >= 'A' && *s <= 'Z' && c <= SHEET_COLUMNS; s++)
		c = c * 26 + (size_t)(*s - 'A' + 1);
	if (c == 0 || c > SHEET_COLUMNS || *s == '0')
		return false;
	for (; *s >= '0' && *s <= '9' && r <= SHEET_ROWS; s++)
		r = r * 10 + (size_t)(*s - '0');
	*row = r;
	*column = c - 1;
	return *s == '\0' && r > 0 && r <= SHEET_ROWS;
}

bool
cell_parse_range(const char *s, struct cell_range *r)
{
	const char *colon = strchr(s, ':');
	char first[16];
	int n = colon == NULL ? (int)strlen(s) : (int)(colon - s);

	if (n >= (int)sizeof(first))
		return false;
	snprintf(first, sizeof(first), "%.*s", n, s);
	return cell_parse(first, &r->top, &r->left) && cell_parse(colon == NULL ? first : colon + 1, &r->bottom, &r->right) &&
	    r->top <= r->bottom && r->left <= r->right;
}

const struct cell_range *
cell_range_of(const struct cell_range *r, size_t n, size_t row, size_t column)
{
	const struct cell_range *end;

	for (end = r + n; r < end; r++)
		if (row >= r->top && row <= r->bottom && column >= r->left && column <= r->right)
			return r;
	return NULL;
}

bool
cell_next_row(struct cell_place *p, const char *r)
{
	size_t row = r == NULL ? p->row + 1 : cell_number(r);

	if (row <= p->row || row > SHEET_ROWS)
		return false;
	p->row = row;
	p->next = 0;
	return true;
}

bool
cell_next(struct cell_place *p, const char *r)
{
	size_t row = p->row, column = p->next;

	if (r != NULL && !cell_parse(r, &row, &column))
		return false;
	if (row == 0 || row != p->row || column < p->next || column >= SHEET_COLUMNS)
		return false;
	p->column = column;
	p->next = column + 1;
	return true;
}

int
cell_shown(const char *s)
{
	size_t n = strspn(s, "-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ");

	return n < 24 ? (int)n : 24;
}

const char *
cell_letters(size_t column, char buf[4])
{
	char *s = buf + 3;

	*s = '\0';
	for (column++; column > 0; column = (column - 1) / 26)
		*--s = (char)('A' + (column - 1) % 26);
	return s;
}
