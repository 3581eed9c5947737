/* sow-recon-tickets.c - --ticket-by: findings as tickets, one for each school or server */
/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "sow-recon.h"

enum { GROUPS_MAX = 500 };

/* The findings of one value, and the file that they are written to. */
struct group {
	char *value, *path;
	struct writer *writer;
	size_t n;
};
struct ticketing {
	const struct options *options;
	size_t column[SIDES];    /* of --ticket-by */
	struct group *group;     /* n of them, in the order of their first finding */
	size_t n;
	bool good;
};

/* Never writes over a file: what it holds may be last week's. */
static void
group_open(struct ticketing *t, struct group *g)
{
	const char *prefix = t->options->value[OPT_PREFIX] == NULL ? "findings" : t->options->value[OPT_PREFIX];
	char *part = text_file_name(*g->value == '\0' ? "不明" : g->value);
	struct writer_options w = { .format = format_find("csv") };
	const char *names[FINDING_COLUMNS + 1];
	int fd;

	g->path = memory_format("%s-%s.csv", prefix, part);
	fd = open(g->path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	if (fd == -1 || (w.file = fdopen(fd, "w")) == NULL)
		err(1, "%s", g->path);
	memcpy(names, finding_columns, sizeof(finding_columns));
	names[FINDING_COLUMNS] = DECISION; /* to be filled in */
	g->writer = writer_open(names, FINDING_COLUMNS + 1, w);
	free(part);
}

static struct group *
group_of(struct ticketing *t, const char *value)
{
	size_t i;

	for (i = 0; i < t->n; i++)
		if (strcmp(t->group[i].value, value) == 0)
			return &t->group[i];
	if (t->n == GROUPS_MAX)
		errx(1, "--ticket-by: more than %d values; is it the right column?", GROUPS_MAX);
	t->group = array_grow(t->group, t->n, sizeof(*t->group));
	t->group[t->n] = (struct group){ .value = memory_text(value) };
	group_open(t, &t->group[t->n]);
	return &t->group[t->n++];
}

static void
take_group(void *ticketing, struct recon *r, const struct finding *f)
{
	struct ticketing *t = ticketing;
	enum side_name s = f->row[LEFT] != COLUMN_NONE && t->column[LEFT] != COLUMN_NONE ? LEFT : RIGHT;
	const char *value = f->row[s] == COLUMN_NONE ? "" : side_cell(&r->side[s], f->row[s], t->column[s]);
	char *own = t->options->value[OPT_EACH_FINDING] == NULL ? memory_text(value) :
	    memory_format("%s %s%s%s", value, f->key, *f->column == '\0' ? "" : " ", f->column);
	struct group *g = group_of(t, own);
	char line[SIDES][32] = { "", "" };
	int i;

	for (i = LEFT; i < SIDES; i++)
		if (f->row[i] != COLUMN_NONE)
			snprintf(line[i], sizeof(line[i]), "%zu", r->side[i].row[f->row[i]].line);
	writer_row(g->writer, (char *[]){ (char *)(uintptr_t)f->kind, (char *)(uintptr_t)f->key, (char *)(uintptr_t)f->by,
	    (char *)(uintptr_t)f->column, (char *)(uintptr_t)f->cell[LEFT], (char *)(uintptr_t)f->cell[RIGHT],
	    f->lines[LEFT] != NULL ? (char *)(uintptr_t)f->lines[LEFT] : line[LEFT],
	    f->lines[LEFT] != NULL ? (char *)(uintptr_t)f->lines[RIGHT] : line[RIGHT], (char[]){ "" } });
	g->n++;
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
print_ticket(struct output *out, const struct activity *a, const struct group *g)
{
	char *what = memory_format("%s 差異 %zu件", *g->value == '\0' ? "不明" : g->value, g->n);
	char *title = ticket_title(a, what);

	output_row(out, (const char *[]){ a->field[F_ID], title, g->value, what, g->path });
	free(what);
	free(title);
}

static int
run_tickets(const struct options *o)
{
	static const char *const names[] = { "keys", "title", "target", "note", "link" };
	struct ticketing t = { .options = o, .good = true };
	struct catalog *c = catalog_open(&o->team);
	const struct activity *a = o->value[OPT_ACTIVITY] == NULL ? NULL : catalog_find(c, o->value[OPT_ACTIVITY], o->team.today);
	struct recon r;
	struct output *out;
	size_t i;
	int s;

	if (o->n != 2)
		usage(o);
	if (a == NULL)
		errx(2, "--activity: the id of the work that the findings are, such as S06-05");
	r = recon_open(o, o->operand[0], o->operand[1]);
	for (s = LEFT; s < SIDES; s++)
		t.column[s] = address_find(o->value[OPT_TICKET_BY], r.side[s].names, r.side[s].n, true);
	if (t.column[LEFT] == COLUMN_NONE && t.column[RIGHT] == COLUMN_NONE)
		errx(2, "--ticket-by: neither file has a column '%s'", o->value[OPT_TICKET_BY]);
	recon_find(&r, take_group, &t);
	for (i = 0; i < t.n; i++)
		t.good = writer_close(t.group[i].writer) && t.good;
	out = output_open(o, names, sizeof(names) / sizeof(*names));
	for (i = 0; i < t.n && t.good; i++)
		print_ticket(out, a, &t.group[i]);
	recon_tell(&r);
	t.good = recon_close(&r) && t.good;
	catalog_close(c);
	return output_close(out) && t.good ? 0 : 1;
}

const struct form form_tickets = {
	FORM_MODE(OPT_TICKET_BY), .operands = "--activity=ACTIVITY --key=KEY LEFT RIGHT", .most = 2,
	.help = N_("a row for sow-ticket new - for each value of a column, with its findings in a file"),
	.takes = FORM_TAKES(OPT_COMPARES, OPT_ACTIVITY, OPT_EACH_FINDING, OPT_FORMAT, OPT_OUTPUT, OPT_PREFIX), .run = run_tickets,
};
