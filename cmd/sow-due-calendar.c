/* sow-due-calendar.c - which days are open, why the others are not, and what is due */
/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "sow-due.h"

enum { CELL = 6 }; /* terminal columns for each day of the grid */

/* Returns the titles due on the day, each once, which the caller frees.  Looks in the plan from *i
 * on, and moves *i past that day. */
static char *
due_titles(const struct plan *plan, int day, size_t *i)
{
	const char *last = "", *title;
	char *text;
	size_t size;
	FILE *f = memory_open(&text, &size);
	while (*i < plan->n && plan->occurrence[*i].due < day)
		(*i)++;
	for (; *i < plan->n && plan->occurrence[*i].due == day; (*i)++) {
		title = plan->occurrence[*i].title;
		if (plan->occurrence[*i].owed.when.none || strcmp(title, last) == 0)
			continue;
		fprintf(f, "%s%s", *last != '\0' ? "、" : "", title);
		last = title;
	}
	memory_close(f, &text);
	return text;
}

/* ---- one row for each day; date, state and name are the columns of closed.csv ---- */

static bool
list_days(const struct options *o, const struct plan *plan, struct period p)
{
	static const char *const names[] = { "date", "weekday", "state", "name", "due" };
	struct output *out = output_open(o, names, sizeof(names) / sizeof(*names));
	char date[DATE_TEXT], *titles;
	const char *why;
	size_t i = 0;
	int day;

	for (day = p.from; day <= p.to; day++) {
		why = calendar_closed(plan->ground.calendar, day);
		titles = due_titles(plan, day, &i);
		output_row(out, (const char *[]){ date_text(day, DATE_ISO, date),
		    weekday_name(day_weekday(day)), why == NULL ? "開" : "閉", why == NULL ? "" : why, titles });
		free(titles);
	}
	return output_close(out);
}

/* ---- one grid for each month: (3) is a closed day, 27* has something due ---- */

static bool
is_due(const struct plan *plan, int day)
{
	size_t i;

	for (i = 0; i < plan->n; i++)
		if (plan->occurrence[i].due == day && !plan->occurrence[i].owed.when.none)
			return true;
	return false;
}

static void
print_day(const struct plan *plan, int day)
{
	bool closed = calendar_closed(plan->ground.calendar, day) != NULL;
	int y, m, d;

	day_split(day, &y, &m, &d);
	printf("%*s%c%2d%c", CELL - 4, "", closed ? '(' : ' ', d,
	    is_due(plan, day) ? '*' : closed ? ')' : ' ');
}

static void
print_grid(const struct plan *plan, struct period month)
{
	int day, column;

	for (column = 0; column < 7; column++)
		printf("%*s%s ", CELL - 3, "", weekday_name(column));
	putchar('\n');
	printf("%*s", CELL * day_weekday(month.from), "");
	for (day = month.from; day <= month.to; day++) {
		print_day(plan, day);
		if (day == month.to || day_weekday(day) == 6)
			putchar('\n');
	}
}

/* Prints what a grid has no room for: why a day from Monday to Friday is closed, and what is due on
 * each day. */
static void
print_notes(const struct plan *plan, struct period month)
{
	char text[DATE_TEXT], *titles;
	const char *why;
	size_t i = 0;
	int day, y, m, d;

	for (day = month.from; day <= month.to; day++) {
		why = calendar_closed(plan->ground.calendar, day);
		titles = due_titles(plan, day, &i);
		day_split(day, &y, &m, &d);
		snprintf(text, sizeof(text), "%2d/%-2d（%s）", m, d, weekday_name(day_weekday(day)));
		if (why != NULL && day_weekday(day) < 5) {
			printf("  %s ", text);
			text_print(stdout, why, SIZE_MAX);
			putchar('\n');
		}
		if (*titles != '\0') {
			printf("* %s ", text);
			text_print(stdout, titles, SIZE_MAX);
			putchar('\n');
		}
		free(titles);
	}
}

static bool
print_months(const struct plan *plan, struct period p)
{
	struct period month = period_at(PERIOD_MONTH, p.from);
	char text[DATE_TEXT];

	for (; month.from <= p.to; month = period_shift(month, 1)) {
		printf("%s%s\n", month.from > p.from ? "\n" : "", date_text(month.from, DATE_MONTH, text));
		print_grid(plan, month);
		print_notes(plan, month);
	}
	return fflush(stdout) == 0 && ferror(stdout) == 0;
}

bool
due_calendar(const struct options *o, struct plan *plan, struct period p)
{
	bool grid = isatty(STDOUT_FILENO) && o->value[OPT_FORMAT] == NULL && o->value[OPT_OUTPUT] == NULL &&
	    o->value[OPT_COLUMNS] == NULL && o->nwhere == 0;
	struct period whole = { PERIOD_SPAN, period_at(PERIOD_MONTH, p.from).from,
		period_at(PERIOD_MONTH, p.to).to };

	plan_fill(plan, grid ? whole : p);
	return grid ? print_months(plan, p) : list_days(o, plan, p);
}
