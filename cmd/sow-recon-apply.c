/* sow-recon-apply.c - --apply: corrects a register as the column 正とする値 of the findings says */
/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "sow-recon.h"

#define DELETE "削除"
enum { DELETED_PERCENT = 20 };   /* of the register: more wants --max */

/* The register, and what becomes of its rows. */
struct correction {
	struct recon recon;          /* of the register and of what it was compared with */
	char ***cell;                /* by row, once a cell of it was corrected; else NULL */
	bool *deleted, *taken;       /* by row of the left; by row of the right, which is to be added */
	struct index index[SIDES];   /* rows by key: row + 1 */
	size_t applied, skipped, conflicts, done, deletions;
	struct arena arena;
};

/* ---- which row is meant ---- */

/* The key as findings have it, folded; NULL if the row has none.  The caller frees it. */
static char *
finding_key(const struct correction *c, enum side_name s, size_t key, size_t row)
{
	char *valid = key_of(&c->recon.keys, key, &c->recon.side[s], s, row), *text, *folded;

	if (valid == NULL)
		return NULL;
	free(valid);
	text = key_text(&c->recon.keys, key, &c->recon.side[s], s, row);
	folded = text_key(text);
	free(text);
	return folded;
}

static void
index_rows(struct correction *c, enum side_name s)
{
	size_t row, key;
	char *text;

	for (row = 0; row < c->recon.side[s].nrows; row++)
		for (key = 0; key < c->recon.keys.n; key++)
			if ((text = finding_key(c, s, key, row)) != NULL) {
				index_add(&c->index[s], text, (uint32_t)row + 1);
				free(text);
			}
}

/* The key that findings call by that text. */
static size_t
key_by(const struct correction *c, const char *by)
{
	size_t key;

	for (key = 0; key < c->recon.keys.n && strcmp(c->recon.keys.key[key].text, by) != 0; key++)
		;
	return key;
}

/* The one row with the key of the finding, or COLUMN_NONE if there is none, or several. */
static size_t
row_of(const struct correction *c, enum side_name s, size_t key, const char *text)
{
	size_t cursor = 0, found = COLUMN_NONE, n = 0;
	char *folded = text_key(text), *own;
	uint32_t number;

	while ((number = index_next(&c->index[s], folded, &cursor)) != 0) {
		own = finding_key(c, s, key, number - 1);
		if (own != NULL && strcmp(own, folded) == 0 && found != number - 1) {
			found = number - 1;
			n++;
		}
		free(own);
	}
	free(folded);
	return n == 1 ? found : COLUMN_NONE;
}

/* ---- the decisions ---- */

/* A finding as it comes back, with what was decided. */
struct decision {
	struct reader *reader;
	const struct row *row;
	const char *kind, *key, *by, *column, *cell[SIDES], *value;
};

static void
conflict(struct correction *c, const struct decision *d, const char *what)
{
	warnx("%s:%zu: %s: %s", reader_path(d->reader), d->row->line, d->key, _(what));
	c->conflicts++;
}

static const char *
cell_now(struct correction *c, size_t row, size_t column)
{
	return c->cell[row] != NULL ? c->cell[row][column] : side_cell(&c->recon.side[LEFT], row, column);
}

static void
cell_set(struct correction *c, size_t row, size_t column, const char *value)
{
	const struct side *side = &c->recon.side[LEFT];
	const char *own;
	size_t i;

	if (c->cell[row] == NULL) {
		c->cell[row] = arena_alloc(&c->arena, side->n * sizeof(**c->cell));
		for (i = 0; i < side->n; i++) {
			own = side_cell(side, row, i);
			c->cell[row][i] = arena_text(&c->arena, own, strlen(own));
		}
	}
	c->cell[row][column] = arena_text(&c->arena, value, strlen(value));
}

static bool
is_word(const char *value, const char *english, const char *japanese)
{
	return strcmp(value, english) == 0 || strcmp(value, japanese) == 0;
}

/* differs, spelling: the cell gets the value, unless somebody has changed it since. */
static void
correct_cell(struct correction *c, const struct decision *d, size_t key)
{
	size_t row = row_of(c, LEFT, key, d->key), column = address_find(d->column, c->recon.side[LEFT].names,
	    c->recon.side[LEFT].n, true);
	const char *value = is_word(d->value, "right", "右") ? d->cell[RIGHT] : d->value, *now;

	if (column == COLUMN_NONE || column == ADDRESS_EMPTY) {
		reader_reject(d->reader, d->row, "column: the register has no '%s'", d->column);
		return;
	}
	if (row == COLUMN_NONE) {
		conflict(c, d, N_("the register has no such row, or several"));
		return;
	}
	now = cell_now(c, row, column);
	if (strcmp(now, value) == 0) {
		c->done++;
	} else if (strcmp(now, d->cell[LEFT]) != 0) {
		conflict(c, d, N_("the cell was changed since: it is left as it is"));
	} else {
		cell_set(c, row, column, value);
		c->applied++;
	}
}

/* only-left: the row goes, if a person says so in as many words. */
static void
delete_row(struct correction *c, const struct decision *d, size_t key)
{
	size_t row = row_of(c, LEFT, key, d->key);

	if (strcmp(d->value, DELETE) != 0) {
		reader_reject(d->reader, d->row, "正とする値: left or 削除, not '%s'", d->value);
	} else if (row == COLUMN_NONE || c->deleted[row]) {
		c->done++;
	} else {
		c->deleted[row] = true;
		c->deletions++;
		c->applied++;
	}
}

/* only-right: the row is added, with the columns that both have. */
static void
add_row(struct correction *c, const struct decision *d, size_t key)
{
	size_t row;

	if (!is_word(d->value, "right", "右")) {
		reader_reject(d->reader, d->row, "正とする値: left or right, not '%s'", d->value);
		return;
	}
	if (row_of(c, LEFT, key, d->key) != COLUMN_NONE) {
		c->done++;
		return;
	}
	if ((row = row_of(c, RIGHT, key, d->key)) == COLUMN_NONE) {
		conflict(c, d, N_("the other file has no such row, or several"));
		return;
	}
	c->done += c->taken[row];
	c->applied += !c->taken[row];
	c->taken[row] = true;
}

/* The kind as the program writes it; のみ（…） names the file. */
static const char *
kind_read(const struct correction *c, const char *cell)
{
	static const char *const kinds[SIDES] = { "only-left", "only-right" };
	const char *kind = column_word(COLUMN_FINDING, cell);
	char *text;
	int s;

	for (s = LEFT; s < SIDES; s++) {
		text = memory_format(ONLY, side_label(c->recon.side, s));
		kind = strcmp(text, cell) == 0 ? kinds[s] : kind;
		free(text);
	}
	return kind;
}

static void
decide(struct correction *c, struct decision *d)
{
	size_t key = key_by(c, d->by);

	d->kind = kind_read(c, d->kind);
	if (*d->value == '\0' || is_word(d->value, "left", "左")) {
		c->skipped++;
		return;
	}
	if (key == c->recon.keys.n)
		reader_reject(d->reader, d->row, "by: none of the keys of -k: '%s'", d->by);
	else if (strcmp(d->kind, "differs") == 0 || strcmp(d->kind, "spelling") == 0)
		correct_cell(c, d, key);
	else if (strcmp(d->kind, "only-left") == 0)
		delete_row(c, d, key);
	else if (strcmp(d->kind, "only-right") == 0)
		add_row(c, d, key);
	else
		reader_reject(d->reader, d->row, "%s: such rows are corrected by hand", d->kind);
}

/* Reads the findings as they come back, from Excel or not.  Exits 1 if one is bad: half a correction is
 * none. */
static void
read_decisions(struct correction *c, const char *path)
{
	static const char *const names[] = { "kind", "key", "by", "column", "left", "right", DECISION };
	struct reader *r = reader_open(path, (struct reader_options){ .mode = READER_TABLE, .heading = { .own = true } });
	const char *const *own;
	size_t at[7], n, i;
	struct decision d = { .reader = r };
	struct row row;

	own = reader_names(r, &n);
	for (i = 0; i < 7; i++)
		if ((at[i] = address_find(names[i], own, n, true)) == COLUMN_NONE)
			errx(1, "%s: no column '%s': not findings with the column 正とする値", path, names[i]);
	while (reader_next(r, &row)) {
		d.row = &row;
		d.kind = row.cell[at[0]];
		d.key = row.cell[at[1]];
		d.by = row.cell[at[2]];
		d.column = row.cell[at[3]];
		d.cell[LEFT] = row.cell[at[4]];
		d.cell[RIGHT] = row.cell[at[5]];
		d.value = row.cell[at[6]];
		decide(c, &d);
	}
	reader_close(r);
}

/* ---- the corrected register ---- */

/* The cells of a row that is added, by the register's columns. */
static void
new_cells(const struct recon *r, size_t row, const char **cell)
{
	size_t i, k;

	for (i = 0; i < r->side[LEFT].n; i++) {
		cell[i] = "";
		for (k = 0; k < r->npairs; k++)
			if (r->pair[k].column[LEFT] == i)
				cell[i] = side_cell(&r->side[RIGHT], row, r->pair[k].column[RIGHT]);
	}
}

static bool
write_register(struct correction *c)
{
	const struct recon *r = &c->recon;
	const struct side *left = &r->side[LEFT];
	struct output *out = output_open(r->options, left->names, left->n);
	const char **cell = memory_zeros(left->n + 1, sizeof(*cell));
	size_t row, i;

	for (row = 0; row < left->nrows; row++) {
		for (i = 0; i < left->n; i++)
			cell[i] = cell_now(c, row, i);
		if (!c->deleted[row])
			output_row(out, cell);
	}
	for (row = 0; row < r->side[RIGHT].nrows; row++)
		if (c->taken[row]) {
			new_cells(r, row, cell);
			output_row(out, cell);
		}
	free(cell);
	return output_close(out);
}

/* A wrong list must not empty a register. */
static void
check_deletions(const struct correction *c)
{
	const struct options *o = c->recon.options;
	size_t rows = c->recon.side[LEFT].nrows;
	long long max = option_number(o, OPT_MAX, (long long)(rows * DELETED_PERCENT / 100), INT64_MAX);

	if ((long long)c->deletions > max)
		errx(1, "%zu of %zu rows would go, more than %lld: nothing is written (--max=%zu)", c->deletions, rows, max,
		    c->deletions);
}

static int
run_apply(const struct options *o)
{
	struct correction c = { .applied = 0 };
	bool good;
	int s;

	if (o->n != 2)
		usage(o);
	output_spare(o, o->value[OPT_APPLY]);
	if (o->value[OPT_MAP] != NULL)
		output_spare(o, o->operand[LEFT]);
	c.recon = recon_open(o, o->operand[0], o->operand[1]);
	c.cell = memory_zeros(c.recon.side[LEFT].nrows + 1, sizeof(*c.cell));
	c.deleted = memory_zeros(c.recon.side[LEFT].nrows + 1, sizeof(*c.deleted));
	c.taken = memory_zeros(c.recon.side[RIGHT].nrows + 1, sizeof(*c.taken));
	for (s = LEFT; s < SIDES; s++)
		index_rows(&c, s);
	read_decisions(&c, o->value[OPT_APPLY]);
	check_deletions(&c);
	good = o->value[OPT_MAP] == NULL ? write_register(&c) :
	    import_write(&c.recon, (char *const *const *)c.cell, c.deleted, c.taken);
	warnx("%zu applied, %zu applied before, %zu left as they are, %zu in conflict", c.applied, c.done, c.skipped, c.conflicts);
	good = recon_close(&c.recon) && good && c.conflicts == 0;
	for (s = LEFT; s < SIDES; s++)
		index_free(&c.index[s]);
	free(c.cell);
	free(c.deleted);
	free(c.taken);
	arena_free(&c.arena);
	return good ? 0 : 1;
}

const struct form form_apply = {
	FORM_MODE(OPT_APPLY), .operands = "--key=KEY REGISTER OTHER", .most = 2,
	.help = N_("write the register, corrected as the findings say"),
	.takes = FORM_TAKES(OPT_COMPARES, OPT_FORMAT, OPT_FORMULA, OPT_MAP, OPT_MAX, OPT_OUTPUT, OPT_PREFIX, OPT_SUBST), .run = run_apply,
};
