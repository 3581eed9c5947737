/* sow-recon - compares two registers: what stands in one only, what differs, what is there twice */
/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "sow-recon.h"

struct printing {
	struct output *out;
	bool people; /* Excel: the kinds in Japanese */
	struct arena arena;
};

/* The word for a kind that people read: only-left is のみ, and which file. */
static const char *
kind_word(struct printing *p, const struct recon *r, const char *kind)
{
	enum side_name s = strcmp(kind, "only-right") == 0 ? RIGHT : LEFT;
	char buf[DATE_TEXT * 2];

	if (!p->people)
		return kind;
	if (strncmp(kind, "only-", 5) != 0)
		return column_person(COLUMN_FINDING, kind, buf);
	return arena_format(&p->arena, ONLY, side_label(r->side, s));
}

/* The number of the row's line, or the lines of all rows with that key. */
static const char *
line_text(struct printing *p, const struct recon *r, const struct finding *f, enum side_name s)
{
	if (f->lines[LEFT] != NULL)
		return f->lines[s];
	return f->row[s] == COLUMN_NONE ? "" : arena_format(&p->arena, "%zu", r->side[s].row[f->row[s]].line);
}

static void
print_finding(void *printing, struct recon *r, const struct finding *f)
{
	const char *cell[FINDING_COLUMNS + PAIRS_MAX + 1];
	struct printing *p = printing;
	size_t i, n = FINDING_COLUMNS;
	enum side_name s;

	cell[0] = kind_word(p, r, f->kind);
	cell[1] = f->key;
	cell[2] = f->by;
	cell[3] = f->column;
	cell[4] = f->cell[LEFT];
	cell[5] = f->cell[RIGHT];
	cell[6] = line_text(p, r, f, LEFT);
	cell[7] = line_text(p, r, f, RIGHT);
	for (i = 0; i < r->nadded; i++) {
		s = f->row[LEFT] != COLUMN_NONE && r->add[LEFT][i] != COLUMN_NONE ? LEFT : RIGHT;
		cell[n++] = f->row[s] == COLUMN_NONE ? "" : side_cell(&r->side[s], f->row[s], r->add[s][i]);
	}
	if (r->count != COLUMN_NONE)
		cell[n++] = f->counts ? arena_format(&p->arena, "%.15g", f->difference) : "";
	output_row(p->out, cell);
	arena_reset(&p->arena);
}

static int
run_compare(const struct options *o)
{
	struct recon r;
	const char *names[FINDING_COLUMNS + PAIRS_MAX + 1];
	struct writer_options w = option_writer(o);
	struct printing p = { .people = w.format != NULL && w.format->people };
	size_t n = FINDING_COLUMNS;
	bool found, good;

	if (o->n != 2)
		usage(o);
	output_spare(o, o->operand[LEFT]);
	r = recon_open(o, o->operand[0], o->operand[1]);
	memcpy(names, finding_columns, sizeof(finding_columns));
	memcpy(names + n, r.added, r.nadded * sizeof(*names));
	n += r.nadded;
	if (r.count != COLUMN_NONE)
		names[n++] = "difference";
	p.out = output_open_as(o, names, n, w);
	recon_find(&r, print_finding, &p);
	found = output_rows(p.out) > 0;
	recon_tell(&r);
	arena_free(&p.arena);
	good = recon_close(&r);
	return output_close(p.out) && good && !(found && o->value[OPT_EXIT] != NULL) ? 0 : 1;
}

static const struct form form_compare = {
	.operands = "--key=KEY LEFT RIGHT", .most = 2, .help = N_("one row for each finding: what stands in one file only, or differs"),
	.takes = FORM_TAKES(OPT_COMPARES, OPT_ADD, OPT_ALL, OPT_COLUMNS, OPT_COUNT, OPT_EXIT, OPT_FORMAT, OPT_FORMULA, OPT_HEADER,
	    OPT_OUTPUT, OPT_SUBST, OPT_WHERE),
	.run = run_compare,
};

static const struct form *const forms[] = { &form_compare, &form_apply, &form_tickets, NULL };

static const struct program program = {
	.purpose = N_("compares two registers, and corrects one of them"),
	.examples =
	    N_("  sow-recon -k シリアル番号 台帳.csv skysea.csv\n"
	    "  sow-recon -k シリアル番号 -k コンピューター名=host 台帳.csv skysea.csv -o excel -O 差異.csv\n"
	    "                                    the second key is for what the first leaves\n"
	    "  sow-recon -k シリアル番号 --apply=差異.csv -O 台帳2.csv 台帳.csv skysea.csv\n"
	    "                                    as the column 正とする値 says\n"),
	.own = true,
	.forms = forms,
};

int
main(int argc, char **argv)
{
	(void)argc;
	return program_run(&program, argv);
}
