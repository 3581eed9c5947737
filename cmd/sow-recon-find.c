/* sow-recon-find.c - the findings: where two files say different things */
/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "sow-recon.h"

const char *const finding_columns[FINDING_COLUMNS] = {
	"kind", "key", "by", "column", "left", "right", "left_line", "right_line",
};

/* ---- which columns are compared ---- */

static void
pair_add(struct recon *r, size_t left, size_t right)
{
	size_t i;

	for (i = 0; i < r->npairs; i++)
		if (r->pair[i].column[LEFT] == left)
			return;
	if (r->npairs == sizeof(r->pair) / sizeof(*r->pair))
		errx(2, "more than %zu columns to compare", r->npairs);
	r->pair[r->npairs++] = (struct column_pair){ { left, right }, r->side[LEFT].names[left] };
}

/* Whether the column is one of those of --ignore. */
static bool
is_ignored(const struct recon *r, const char *name)
{
	const char *list = r->options->value[OPT_IGNORE];
	char *copy, *rest, *word;
	bool found = false;

	if (list == NULL)
		return false;
	copy = rest = memory_text(list);
	while ((word = strsep(&rest, ",")) != NULL)
		found = found || strcmp(word, name) == 0;
	free(copy);
	return found;
}

/* Tells the columns that are not compared, for the other file does not have them. */
static void
tell_unpaired(const struct recon *r, enum side_name s)
{
	struct bytes list = { 0 };
	size_t i, k;

	for (i = 0; i < r->side[s].n; i++) {
		for (k = 0; k < r->npairs && r->pair[k].column[s] != i; k++)
			;
		if (k == r->npairs && !is_ignored(r, r->side[s].names[i]))
			bytes_join(&list, r->side[s].names[i], ", ");
	}
	if (list.n > 0)
		warnx("columns only in %s: %.*s", r->side[s].path, (int)list.n, list.s);
	free(list.s);
}

/* Pairs the columns of keys, then those of --pair, then those of one name.  Tells of the others. */
static void
pair_columns(struct recon *r)
{
	const char *typed, *equals;
	size_t cursor = 0, i, k, other;
	char *left;
	int s;

	for (k = 0; k < r->keys.n; k++)
		for (i = 0; i < r->keys.key[k].n; i++)
			pair_add(r, r->keys.key[k].column[LEFT][i], r->keys.key[k].column[RIGHT][i]);
	while ((typed = option_each(r->options, OPT_PAIR, &cursor)) != NULL) {
		if ((equals = strchr(typed, '=')) == NULL)
			errx(2, "--pair: LEFT=RIGHT, not '%s'", typed);
		left = memory_span(typed, (size_t)(equals - typed));
		pair_add(r, side_column(&r->side[LEFT], left), side_column(&r->side[RIGHT], equals + 1));
		free(left);
	}
	for (i = 0; i < r->side[LEFT].n; i++) {
		other = address_find(r->side[LEFT].names[i], r->side[RIGHT].names, r->side[RIGHT].n, true);
		if (other != COLUMN_NONE && other != ADDRESS_EMPTY && !is_ignored(r, r->side[LEFT].names[i]))
			pair_add(r, i, other);
	}
	for (s = LEFT; s < SIDES && r->count == COLUMN_NONE; s++)
		tell_unpaired(r, s);
}

/* ---- open and close ---- */

/* Finds each column of --add in either file, or in both. */
static void
add_columns(struct recon *r)
{
	const char *list = r->options->value[OPT_ADD];
	char *rest = list == NULL ? NULL : memory_text(list), *name;
	int s;

	while (rest != NULL && (name = strsep(&rest, ",")) != NULL) {
		if (r->nadded == PAIRS_MAX)
			errx(2, "--add: more than %d columns", PAIRS_MAX);
		for (s = LEFT; s < SIDES; s++)
			r->add[s][r->nadded] = address_find(name, r->side[s].names, r->side[s].n, true);
		if (r->add[LEFT][r->nadded] == COLUMN_NONE && r->add[RIGHT][r->nadded] == COLUMN_NONE)
			errx(2, "--add: neither file has a column '%s'", name);
		r->added[r->nadded++] = name;
	}
}

struct recon
recon_open(const struct options *o, const char *left, const char *right)
{
	struct recon r = { .options = o, .count = COLUMN_NONE, .good = true };

	if (strcmp(left, "-") == 0 && strcmp(right, "-") == 0)
		errx(2, "only one of the files can be stdin");
	output_spare(o, right); /* but --apply may replace the register */
	r.side[LEFT] = side_read(o, left);
	r.side[RIGHT] = side_read(o, right);
	r.keys = keys_open(o, r.side);
	if (o->value[OPT_COUNT] != NULL)
		r.count = side_column(&r.side[LEFT], o->value[OPT_COUNT]);
	pair_columns(&r);
	add_columns(&r);
	r.match = match_rows(&r.keys, r.side, r.count != COLUMN_NONE);
	return r;
}

bool
recon_close(struct recon *r)
{
	bool good;

	match_free(&r->match, r->side);
	keys_close(&r->keys);
	good = side_close(&r->side[LEFT]);
	return side_close(&r->side[RIGHT]) && good && r->good;
}

/* ---- the findings ---- */

/* Of two cells that differ, whether only case, width, dashes or spaces do. */
static bool
is_spelling(const char *a, const char *b)
{
	char *x = text_key(a), *y = text_key(b);
	bool same = strcmp(x, y) == 0;

	free(x);
	free(y);
	return same || text_same(a, b);
}

static void
find_cells(struct recon *r, size_t row, take_finding *take, void *argument)
{
	const struct mark *m = &r->match.mark[LEFT][row];
	char *key = key_text(&r->keys, m->key, &r->side[LEFT], LEFT, row);
	struct finding f = { .key = key, .by = r->keys.key[m->key].text, .row = { row, m->other } };
	size_t i, n = 0;

	for (i = 0; i < r->npairs; i++) {
		f.column = r->pair[i].name;
		f.cell[LEFT] = side_cell(&r->side[LEFT], row, r->pair[i].column[LEFT]);
		f.cell[RIGHT] = side_cell(&r->side[RIGHT], m->other, r->pair[i].column[RIGHT]);
		if (strcmp(f.cell[LEFT], f.cell[RIGHT]) == 0)
			continue;
		f.kind = is_spelling(f.cell[LEFT], f.cell[RIGHT]) ? "spelling" : "differs";
		take(argument, r, &f);
		n++;
	}
	f.kind = "same";
	f.column = f.cell[LEFT] = f.cell[RIGHT] = "";
	if (n == 0 && r->options->value[OPT_ALL] != NULL)
		take(argument, r, &f);
	free(key);
}

/* How many there are to be against how many rows there are on the other side. */
static void
find_count(struct recon *r, size_t row, take_finding *take, void *argument)
{
	const struct side *left = &r->side[LEFT];
	const struct mark *m = &r->match.mark[LEFT][row];
	char *key = key_text(&r->keys, m->key, left, LEFT, row), used[32];
	struct finding f = { .key = key, .by = r->keys.key[m->key].text, .row = { row, COLUMN_NONE } };
	size_t n = m->fate == FATE_MATCHED ? m->counted : 0;

	snprintf(used, sizeof(used), "%zu", n);
	f.column = left->names[r->count];
	f.cell[LEFT] = side_cell(left, row, r->count);
	f.cell[RIGHT] = used;
	f.counts = number_read(f.cell[LEFT], &f.difference);
	f.difference -= (double)n;
	f.kind = f.counts && f.difference == 0 ? "same" : "differs";
	if (!f.counts) {
		warnx("%s:%zu: %s: not a number: '%s'", left->path, left->row[row].line, f.column, f.cell[LEFT]);
		r->good = false;
	}
	if (strcmp(f.kind, "same") != 0 || r->options->value[OPT_ALL] != NULL)
		take(argument, r, &f);
	free(key);
}

/* A row that is alone, that has no key, or that is the first of a key that stands more than once. */
static void
find_row(struct recon *r, enum side_name s, size_t row, take_finding *take, void *argument)
{
	const struct mark *m = &r->match.mark[s][row];
	struct finding f = { .column = "", .cell = { "", "" }, .row = { COLUMN_NONE, COLUMN_NONE } };
	size_t key = m->fate == FATE_DUPLICATE ? m->key : 0;
	char *text = key_text(&r->keys, key, &r->side[s], s, row);

	f.kind = m->fate == FATE_DUPLICATE ? "duplicate" : m->fate == FATE_NO_KEY ? "no-key" :
	    s == LEFT ? "only-left" : "only-right";
	f.key = text;
	f.by = r->keys.key[key].text;
	f.row[s] = row;
	if (m->fate == FATE_DUPLICATE) {
		f.lines[LEFT] = m->lines[LEFT];
		f.lines[RIGHT] = m->lines[RIGHT];
	}
	if (m->fate != FATE_DUPLICATE || m->lines[LEFT] != NULL)
		take(argument, r, &f);
	free(text);
}

void
recon_find(struct recon *r, take_finding *take, void *argument)
{
	size_t row;

	for (row = 0; row < r->side[LEFT].nrows; row++)
		if (r->count != COLUMN_NONE && (r->match.mark[LEFT][row].fate == FATE_MATCHED ||
		    r->match.mark[LEFT][row].fate == FATE_ALONE))
			find_count(r, row, take, argument);
		else if (r->match.mark[LEFT][row].fate == FATE_MATCHED)
			find_cells(r, row, take, argument);
		else
			find_row(r, LEFT, row, take, argument);
	for (row = 0; row < r->side[RIGHT].nrows; row++)
		if (r->match.mark[RIGHT][row].fate != FATE_MATCHED)
			find_row(r, RIGHT, row, take, argument);
}

static size_t
fates(const struct recon *r, enum side_name s, enum fate fate)
{
	size_t row, n = 0;

	for (row = 0; row < r->side[s].nrows; row++)
		n += r->match.mark[s][row].fate == fate;
	return n;
}

void
recon_tell(const struct recon *r)
{
	int s;

	for (s = LEFT; s < SIDES; s++)
		warnx("%s: %zu rows: %zu matched, %zu alone, %zu of a duplicate key, %zu without a key", r->side[s].path,
		    r->side[s].nrows, fates(r, s, FATE_MATCHED), fates(r, s, FATE_ALONE), fates(r, s, FATE_DUPLICATE),
		    fates(r, s, FATE_NO_KEY));
}
