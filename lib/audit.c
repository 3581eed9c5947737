/* audit.c - verify: is the whole journal sound, row by row and as tickets? */
/* SPDX-License-Identifier: MIT */
#include <glob.h>
#include <stdlib.h>
#include <string.h>
#include <err.h>

#include "sow.h"

/* What is remembered of each id: the status its last row left. */
struct audit {
	struct reader *r;
	unsigned char *status; /* by id: status + 1, 0 none */
	size_t n;
	int64_t at;
};

static bool
has_header(const struct reader *r)
{
	size_t n, i;
	const char *const *names = reader_names(r, &n);

	for (i = 0; i < L_FIXED; i++)
		if (i >= n || strcmp(names[i], ledger_columns[i]) != 0)
			return false;
	return n >= L_FIXED + 2 && strcmp(names[n - 2], "note") == 0 && strcmp(names[n - 1], "sum") == 0;
}

static unsigned char *
last_status(struct audit *a, long long id)
{
	size_t size;

	if ((size_t)id >= a->n) {
		size = ((size_t)id + 1024) * 2;
		if ((a->status = realloc(a->status, size)) == NULL)
			err(1, NULL);
		memset(a->status + a->n, 0, size - a->n);
		a->n = size;
	}
	return &a->status[id];
}

static void
audit_cells(struct audit *a, const struct row *row)
{
	int32_t c;
	size_t i;
	const char *s;

	for (i = 0; i < row->n; i++)
		for (s = row->cell[i]; *s != '\0';) {
			s += text_char(s, &c);
			if (c < 0x20 || (c >= 0x7f && c < 0xa0)) {
				reader_reject(a->r, row, "cell %zu: a control character", i + 1);
				break;
			}
			if ((c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069)) {
				warnx("warning: %s:%zu: cell %zu turns the direction of text", reader_path(a->r),
				    row->line, i + 1);
				break;
			}
		}
	if (*row->cell[L_PART] != '\0' && *row->cell[L_KEYS] != '\0')
		reader_reject(a->r, row, "a part carries keys");
}

static void
audit_row(struct audit *a, const struct row *row, long long rev)
{
	unsigned char *was;
	enum status status;
	const char *error;
	long long id;
	int64_t at;

	audit_cells(a, row);
	if (!time_parse(row->cell[L_AT], DAY_MIN, &at) || at < a->at)
		reader_reject(a->r, row, "at goes back: %s", row->cell[L_AT]);
	else
		a->at = at;
	id = strtonum(row->cell[L_ID], 1, rev, &error);
	if (error != NULL) {
		reader_reject(a->r, row, "id %s is %s", row->cell[L_ID], error);
		return;
	}
	if (!status_parse(row->cell[L_STATUS], &status)) {
		reader_reject(a->r, row, "no status: %s", row->cell[L_STATUS]);
		return;
	}
	was = last_status(a, id);
	if ((*was == 0) != (id == rev))
		reader_reject(a->r, row, "the first row of ticket %lld is not row %lld", id, id);
	else if (*was != 0 && !status_follows((enum status)(*was - 1), status))
		reader_reject(a->r, row, "ticket %lld goes from %s to %s", id,
		    status_name((enum status)(*was - 1)), row->cell[L_STATUS]);
	*was = (unsigned char)(status + 1);
}

/* The ticket that t belongs to; NULL when it says none, *good false when that is no ticket. */
static const struct ticket *
parent_of(const struct tickets *ts, const struct ticket *t, const char *path, bool *good)
{
	const char *parent = ticket_cell(ts, t, L_PARENT), *error;
	const struct ticket *up;

	if (*parent == '\0')
		return NULL;
	up = tickets_find(ts, strtonum(parent, 1, ts->last_rev, &error));
	if (up == NULL) {
		warnx("%s: ticket %lld: no parent %s", path, t->id, parent);
		*good = false;
	}
	return up;
}

/* From each ticket upwards, no ticket twice: whoever meets his own steps is in a circle. */
static bool
audit_parents(const struct tickets *ts, const char *path)
{
	size_t *walk = calloc(ts->n + 1, sizeof(*walk)), i;
	const struct ticket *t;
	bool good = true;

	if (walk == NULL)
		err(1, NULL);
	for (i = 0; i < ts->n; i++) {
		for (t = &ts->ticket[i]; t != NULL && walk[t - ts->ticket] == 0; t = parent_of(ts, t, path, &good))
			walk[t - ts->ticket] = i + 1;
		if (t != NULL && walk[t - ts->ticket] == i + 1) {
			warnx("%s: ticket %lld is among its own ancestors", path, t->id);
			good = false;
		}
	}
	free(walk);
	return good;
}

/* Two tickets with one key: the table gives only the last of them; or one twice on a ticket. */
static bool
audit_keys(const struct tickets *ts, const char *path)
{
	const struct ticket *t, *other;
	bool good = true;
	const char *s;
	char *key;

	for (t = ts->ticket; t < ts->ticket + ts->n; t++) {
		if (t->status == T_CANCELED || t->status == T_VOID)
			continue;
		for (s = ticket_cell(ts, t, L_KEYS); (key = key_next(&s)) != NULL; free(key)) {
			if (keys_hold(s, key)) {
				warnx("%s: ticket %lld carries %s twice", path, t->id, key);
				good = false;
			}
			if (!key_is_occurrence(key) || (other = tickets_by_key(ts, key)) == t)
				continue;
			warnx("%s: tickets %lld and %lld both carry %s", path, t->id,
			    other == NULL ? 0 : other->id, key);
			good = false;
		}
	}
	return good;
}

/* Byte by byte: the header that init wrote, no CR, NUL or empty line, a line end at the end. */
static bool
audit_bytes(const char *path, uint64_t size, const char *header)
{
	FILE *f = fopen(path, "re");
	size_t line = 1, at = 0, n = strlen(header);
	bool good = true, same = true;
	int c, last = '\n';

	if (f == NULL)
		err(1, "%s", path);
	for (; size > 0 && (c = getc_unlocked(f)) != EOF; last = c, size--) {
		if (line == 1)
			same = same && c == (at < n ? header[at] : '\n') && at++ <= n;
		if (c == '\r' || c == '\0') {
			warnx("%s:%zu: a %s (saved by Excel?)", path, line, c == '\r' ? "CR" : "NUL");
			good = false;
			break;
		}
		if (c == '\n' && last == '\n') {
			warnx("%s:%zu: an empty line", path, line);
			good = false;
		}
		line += c == '\n';
	}
	if (ferror(f))
		err(1, "%s", path);
	fclose(f);
	if (!same)
		warnx("%s:1: not a ledger's header, to the byte", path);
	if (good && last != '\n')
		warnx("%s: the last row has no line end", path);
	return good && same && last == '\n';
}

static char *
header_of(const struct reader *r)
{
	size_t n, i, size;
	const char *const *names = reader_names(r, &n);
	char *header;
	FILE *f = open_memstream(&header, &size);

	if (f == NULL)
		err(1, NULL);
	for (i = 0; i < n; i++)
		fprintf(f, "%s%s", i > 0 ? "," : "", names[i]);
	memory_close(f, &header);
	return header;
}

/* What redact or a killed process left beside the ledger may hold old rows. */
static void
warn_leftovers(const char *path)
{
	static const char *const endings[] = { ".torn", ".??????" };
	char *pattern;
	glob_t found;
	size_t i, j;

	for (i = 0; i < sizeof(endings) / sizeof(*endings); i++) {
		if (asprintf(&pattern, "%s%s", path, endings[i]) == -1)
			err(1, NULL);
		if (glob(pattern, GLOB_NOSORT, NULL, &found) == 0)
			for (j = 0; j < found.gl_pathc; j++)
				warnx("warning: %s is beside the ledger", found.gl_pathv[j]);
		globfree(&found);
		free(pattern);
	}
}

bool
ledger_audit(const char *path, long long min_rev)
{
	struct audit a = { .at = INT64_MIN };
	struct tickets *ts;
	long long rev = 0;
	struct row row;
	uint64_t size = ledger_size(path); /* of one moment, for all that is looked at */
	char *header;
	bool good;

	a.r = ledger_read(path, size, READER_STREAM);
	if (!has_header(a.r)) {
		warnx("%s:1: not a ledger's header", path);
		reader_close(a.r);
		return false;
	}
	header = header_of(a.r);
	good = audit_bytes(path, size, header);
	while (ledger_next(a.r, &row, INT64_MAX, &rev))
		audit_row(&a, &row, rev);
	good = reader_close(a.r) && good;
	free(header);
	warn_leftovers(path);
	free(a.status);
	if (rev < min_rev) {
		warnx("%s: the last rev is %lld, it was %lld: rows are lost at the end", path, rev, min_rev);
		good = false;
	}
	if (!good)
		return false;
	ts = tickets_read(path, INT64_MAX, size);
	good = audit_parents(ts, path);
	good = audit_keys(ts, path) && good;
	tickets_close(ts);
	return good;
}
