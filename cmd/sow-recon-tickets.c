/* sow-recon-tickets.c - --ticket-by: findings as tickets, one for each school or server */
/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "sow-recon.h"

struct ticketing {
	const struct options *options;
	size_t column[SIDES];    /* of --ticket-by */
	struct shares shares;
};

static void
keep_finding(void *ticketing, struct recon *r, const struct finding *f)
{
	struct ticketing *t = ticketing;
	enum side_name s = f->row[LEFT] != COLUMN_NONE && t->column[LEFT] != COLUMN_NONE ? LEFT : RIGHT;
	const char *value = f->row[s] == COLUMN_NONE ? "" : side_cell(&r->side[s], f->row[s], t->column[s]);
	const char *known = *value == '\0' ? "不明" : value;
	char *own = t->options->value[OPT_EACH_FINDING] == NULL ? memory_text(known) :
	    memory_format("%s %s%s%s", known, f->key, *f->column == '\0' ? "" : " ", f->column);
	char line[SIDES][32] = { "", "" };
	int i;

	for (i = LEFT; i < SIDES; i++)
		if (f->row[i] != COLUMN_NONE)
			snprintf(line[i], sizeof(line[i]), "%zu", r->side[i].row[f->row[i]].line);
	share_row(shares_of(&t->shares, own), (char *[]){ (char *)(uintptr_t)f->kind, (char *)(uintptr_t)f->key, (char *)(uintptr_t)f->by,
	    (char *)(uintptr_t)f->column, (char *)(uintptr_t)f->cell[LEFT], (char *)(uintptr_t)f->cell[RIGHT],
	    f->lines[LEFT] != NULL ? (char *)(uintptr_t)f->lines[LEFT] : line[LEFT],
	    f->lines[LEFT] != NULL ? (char *)(uintptr_t)f->lines[RIGHT] : line[RIGHT], (char[]){ "" } });
	free(own);
}

/* The title of a ticket about the group: what is wrong fills the place of the 事象. */
static char *
ticket_title(const struct activity *a, const char *what)
{
	char *value[PLACES] = { 0 }, *title;
	const char *problem;

	value[PLACE_WHAT] = (char *)(uintptr_t)what;
	if (a->title.n != 1 || (title = title_render(&a->title, value, &problem)) == NULL)
		errx(2, "--activity: %s: its title %s has more to say than 事象; take one such as S06-05", a->field[F_ID], a->field[F_TITLE]);
	return title;
}

static void
print_ticket(struct output *out, const struct activity *a, const struct share *s)
{
	char *what = memory_format("%s 差異 %zu件", s->value, s->rows);
	char *title = ticket_title(a, what);

	output_row(out, (const char *[]){ a->field[F_ID], title, s->value, what, s->path });
	free(what);
	free(title);
}

static int
run_tickets(const struct options *o)
{
	static const char *const names[] = { "keys", "title", "target", "note", "link" };
	const char *columns[FINDING_COLUMNS + 1];
	struct ticketing t = { .options = o, .shares = { .option = "--ticket-by", .names = columns, .ncolumns = FINDING_COLUMNS + 1,
		.prefix = o->value[OPT_PREFIX] == NULL ? "findings" : o->value[OPT_PREFIX], .writer = { .format = format_find("csv") } } };
	struct catalog *c = catalog_open(&o->team);
	const struct activity *a = o->value[OPT_ACTIVITY] == NULL ? NULL : catalog_find(c, o->value[OPT_ACTIVITY], o->team.today);
	struct recon r;
	struct output *out;
	size_t i;
	bool good;
	int s;

	if (o->n != 2)
		usage(o);
	if (a == NULL)
		errx(2, "--activity: the id of the work that the findings are, such as S06-05");
	free(ticket_title(a, "x")); /* exits if its title has other places */
	output_spare(o, o->operand[LEFT]);
	memcpy(columns, finding_columns, sizeof(finding_columns));
	columns[FINDING_COLUMNS] = DECISION; /* to be filled in */
	r = recon_open(o, o->operand[0], o->operand[1]);
	for (s = LEFT; s < SIDES; s++)
		t.column[s] = address_find(o->value[OPT_TICKET_BY], r.side[s].names, r.side[s].n, true);
	if (t.column[LEFT] == COLUMN_NONE && t.column[RIGHT] == COLUMN_NONE)
		errx(2, "--ticket-by: neither file has a column '%s'", o->value[OPT_TICKET_BY]);
	out = output_open(o, names, sizeof(names) / sizeof(*names));
	recon_find(&r, keep_finding, &t);
	good = shares_close(&t.shares);
	for (i = 0; i < t.shares.n && good; i++)
		print_ticket(out, a, &t.shares.share[i]);
	good = output_close(out) && good;
	if (!good)
		shares_drop(&t.shares);
	shares_free(&t.shares);
	recon_tell(&r);
	good = recon_close(&r) && good;
	catalog_close(c);
	return good ? 0 : 1;
}

const struct form form_tickets = {
	FORM_MODE(OPT_TICKET_BY), .operands = "--activity=ACTIVITY --key=KEY LEFT RIGHT", .most = 2,
	.help = N_("a row for sow-ticket new - for each value of a column, with its findings in a file"),
	.takes = FORM_TAKES(OPT_COMPARES, OPT_ACTIVITY, OPT_EACH_FINDING, OPT_FORMAT, OPT_OUTPUT, OPT_PREFIX), .run = run_tickets,
};
