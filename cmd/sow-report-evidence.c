/* sow-report-evidence.c - evidence: what shows that what the contract owes was done */
/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "sow-report.h"

/* What a meeting must leave behind, in the words of the SOW. */
enum { HANDED_IN, HELD, SENT, PROOFS };
static const char *const proofs[PROOFS] = { "提出", "開催", "送付" };

enum { ID, KEY, TITLE, PERIOD, DEADLINE, STATE, TICKET, OPENED, CLOSED, ASSIGNEE, APPROVED, LIFE, LINK, SIZE, SHA256,
	PROOF, VERDICT = PROOF + PROOFS, COLUMNS };
static const struct table_column columns[COLUMNS] = {
	{ "id", NULL }, { "key", NULL }, { "title", NULL }, { "period", NULL }, { "deadline", NULL }, { "state", NULL },
	{ "ticket", NULL }, { "opened", NULL }, { "closed", NULL }, { "assignee", NULL }, { "approved", NULL },
	{ "life", NULL }, { "link", NULL }, { "size", NULL }, { "sha256", NULL }, { "提出", NULL }, { "開催", NULL },
	{ "送付", NULL }, { "evidence", NULL },
};

/* What the rows of a ticket say. */
struct life {
	struct bytes text;          /* a line for each row */
	char proof[PROOFS][DATE_TEXT]; /* the day of the first row whose note has the word; or empty */
};

/* ---- the life of the tickets ---- */

struct lives {
	struct life *life; /* by the index of the ticket */
	bool *wanted;
};

static void
take_life(struct report *r, void *lives, const struct ticket *t, const struct row *row)
{
	struct lives *all = lives;
	const char *note = row->cell[row->n - 2];
	char person[DATE_TEXT * 2], *line;
	struct life *l;
	size_t i;

	if (t == NULL || !all->wanted[t - r->tickets->ticket])
		return;
	l = &all->life[t - r->tickets->ticket];
	line = memory_format("%.10s %.5s %s %s%s%s", row->cell[L_AT], row->cell[L_AT] + 11, row->cell[L_BY],
	    column_person(COLUMN_STATUS, row->cell[L_STATUS], person), *note == '\0' ? "" : " ", note);
	bytes_join(&l->text, line, TEXT_BREAK);
	free(line);
	for (i = 0; i < PROOFS; i++)
		if (*l->proof[i] == '\0' && strstr(note, proofs[i]) != NULL)
			snprintf(l->proof[i], sizeof(l->proof[i]), "%.10s", row->cell[L_AT]);
}

/* Reads the rows of the tickets in the plan. */
static struct life *
read_lives(struct report *r, const struct plan *plan)
{
	struct lives all = { memory_zeros(r->tickets->n + 1, sizeof(*all.life)), memory_zeros(r->tickets->n + 1, 1) };
	size_t i;

	for (i = 0; i < plan->n; i++)
		if (plan->occurrence[i].ticket != NULL)
			all.wanted[plan->occurrence[i].ticket - r->tickets->ticket] = true;
	report_history(r, take_life, &all);
	free(all.wanted);
	return all.life;
}

/* ---- meetings ---- */

/* Whether meetings.csv has a row of the meeting in the span in which it is due, with the day in the
 * column. */
static void
find_meeting(struct report *r, const struct occurrence *x, const char *column, char day[DATE_TEXT])
{
	struct reader *reader = register_open(r, "meetings.csv");
	struct period p = period_at(x->period.kind, x->owed.when.due);
	char *name = meeting_name(x->owed.activity->field[F_TITLE]);
	const char *cell;
	struct row row;
	int held;

	while (reader != NULL && reader_next(reader, &row)) {
		held = register_day(reader, &row, "日時", false);
		cell = register_cell(reader, &row, column);
		if (text_same(register_cell(reader, &row, "会議"), name) && held >= p.from && held <= p.to && *cell != '\0')
			snprintf(day, DATE_TEXT, "%.10s", cell);
	}
	if (reader != NULL)
		reader_close(reader);
	free(name);
}

/* The day on which a report for the period was handed in; minutes are what is sent. */
static void
find_handed_in(struct report *r, const struct occurrence *x, const char *layout, char day[DATE_TEXT])
{
	const struct submission *s;
	char period[PERIOD_TEXT];

	period_text(x->period, period);
	for (s = report_submissions(r); s != NULL; s = s->next)
		if (strcmp(s->period, period) == 0 && (strcmp(s->layout, "minutes") == 0) == (layout != NULL))
			snprintf(day, DATE_TEXT, "%.10s", s->submitted);
}

/* Sets what shows that the meeting took place; a note says less than a register, and so counts last. */
static void
find_proofs(struct report *r, struct filled *f, const struct occurrence *x, const char **cell, const struct life *life)
{
	const char *task = x->owed.activity->field[F_TASK];
	char day[PROOFS][DATE_TEXT] = { "" };
	struct bytes missing = { 0 };
	size_t i;

	find_handed_in(r, x, NULL, day[HANDED_IN]);
	find_handed_in(r, x, "minutes", day[SENT]);
	find_meeting(r, x, "日時", day[HELD]);
	find_meeting(r, x, "送付日", day[SENT]);
	for (i = 0; i < PROOFS; i++) {
		if (*day[i] == '\0' && life != NULL)
			strlcpy(day[i], life->proof[i], sizeof(day[i]));
		cell[PROOF + i] = arena_text(&f->arena, day[i], strlen(day[i]));
		if (*day[i] == '\0' && strstr(task, proofs[i]) != NULL)
			bytes_join(&missing, proofs[i], "・");
	}
	bytes_add(&missing, "", 1);
	if (missing.n > 1)
		cell[VERDICT] = arena_format(&f->arena, "証跡なし（%s）", missing.s);
	free(missing.s);
}

/* Whether the SOW's words for the activity are those for a meeting. */
static bool
is_meeting(const struct activity *a)
{
	return strstr(a->field[F_TASK], proofs[HELD]) != NULL && strstr(a->field[F_TASK], proofs[SENT]) != NULL;
}

/* ---- files ---- */

/* The path of a linked file, which the caller frees. */
static char *
link_path(struct report *r, const char *link)
{
	char *here = folders_path(r->folders, link), *path;

	if (here == NULL)
		here = memory_text(link);
	path = *here == '/' ? memory_text(here) : team_file(&r->options->team, here);
	free(here);
	return path;
}

/* Adds the size and the sum of the file, or says why there is none. */
static void
add_file(struct report *r, const char *link, struct bytes *sizes, struct bytes *sums)
{
	char hex[DIGEST_TEXT], size[32], *path = link_path(r, link);
	uint64_t n;

	if (strstr(link, "://") != NULL) {
		bytes_join(sizes, "-", LINK_BETWEEN);
		bytes_join(sums, "-", LINK_BETWEEN);
	} else if (digest_file(path, hex, &n)) {
		snprintf(size, sizeof(size), "%llu", (unsigned long long)n);
		bytes_join(sizes, size, LINK_BETWEEN);
		bytes_join(sums, hex, LINK_BETWEEN);
	} else {
		warn("%s", path);
		r->tickets->good = false;
		bytes_join(sizes, "-", LINK_BETWEEN);
		bytes_join(sums, "ファイルなし", LINK_BETWEEN);
	}
	free(path);
}

static void
add_files(struct report *r, struct filled *f, const char **cell)
{
	struct bytes sizes = { 0 }, sums = { 0 };
	char *copy = memory_text(cell[LINK]), *link, *next;

	if (r->folders == NULL)
		r->folders = folders_open(&r->options->team);
	for (link = copy; link != NULL && *link != '\0'; link = next) {
		if ((next = strstr(link, LINK_BETWEEN)) != NULL) {
			*next = '\0';
			next += strlen(LINK_BETWEEN);
		}
		add_file(r, link, &sizes, &sums);
	}
	cell[SIZE] = arena_text(&f->arena, sizes.s == NULL ? "" : sizes.s, sizes.n);
	cell[SHA256] = arena_text(&f->arena, sums.s == NULL ? "" : sums.s, sums.n);
	free(copy);
	free(sizes.s);
	free(sums.s);
}

/* ---- the rows ---- */

static const char *
kept_text(struct filled *f, const char *text)
{
	return arena_text(&f->arena, text, strlen(text));
}

/* Sets what the ticket says. */
static void
take_ticket(struct report *r, struct filled *f, const struct ticket *t, const char **cell)
{
	static const struct {
		size_t column;
		enum ledger_field field;
	} takes[] = {
		{ TITLE, L_TITLE }, { OPENED, L_OPENED }, { CLOSED, L_CLOSED }, { ASSIGNEE, L_ASSIGNEE }, { APPROVED, L_APPROVED },
		{ LINK, L_LINK },
	};
	size_t i;

	for (i = 0; i < sizeof(takes) / sizeof(*takes); i++)
		cell[takes[i].column] = kept_text(f, ticket_cell(r->tickets, t, takes[i].field));
	cell[TICKET] = arena_format(&f->arena, "%lld", t->id);
}

static void
add_evidence(struct report *r, struct filled *f, const struct occurrence *x, const struct life *life)
{
	const char *cell[COLUMNS];
	char period[PERIOD_TEXT], date[DATE_TEXT];
	size_t i;
	bool hidden = r->options->value[OPT_RESTRICTED] == NULL && restricted_is(x->owed.activity, r->tickets, x->ticket);

	for (i = 0; i < COLUMNS; i++)
		cell[i] = "";
	cell[TITLE] = x->title;
	if (x->ticket != NULL)
		take_ticket(r, f, x->ticket, cell);
	if (life != NULL)
		cell[LIFE] = life->text.s == NULL ? "" : arena_text(&f->arena, life->text.s, life->text.n);
	if (r->options->value[OPT_HASH] != NULL && !hidden) /* a message would name the file */
		add_files(r, f, cell);
	if (is_meeting(x->owed.activity) && (x->state == DONE || x->state == LATE))
		find_proofs(r, f, x, cell, life);
	cell[ID] = x->owed.activity->field[F_ID];
	cell[KEY] = x->key;
	cell[PERIOD] = period_text(x->period, period);
	cell[DEADLINE] = kept_text(f, date_text(x->owed.deadline, DATE_ISO, date));
	cell[STATE] = state_name(x->state != BEHIND ? x->state : x->ticket != NULL ? OPEN : DUE);
	for (i = 0; hidden && i < COLUMNS; i++)
		cell[i] = restricted_text(x->owed.activity, columns[i].name, cell[i]);
	register_add(f, cell);
}

static void
fill_evidence(struct report *r, struct filled *f)
{
	struct life *life;
	const struct occurrence *x;
	size_t i;

	f->plan = report_owed(r, f->period);
	life = report_is_stream(r) ? NULL : read_lives(r, f->plan);
	for (x = f->plan->occurrence; x < f->plan->occurrence + f->plan->n; x++)
		add_evidence(r, f, x, life == NULL || x->ticket == NULL ? NULL : &life[x->ticket - r->tickets->ticket]);
	for (i = 0; life != NULL && i < r->tickets->n; i++)
		free(life[i].text.s);
	free(life);
}

const struct table table_evidence = {
	.form = { .name = "evidence", .operands = "--period=PERIOD", .most = 0,
	    .help = N_("what shows that what the contract owes was done"),
	    .takes = FORM_TAKES(OPT_TABLE, OPT_HASH), .run = run_table },
	TABLE_COLUMNS(columns), .fill = fill_evidence,
};
