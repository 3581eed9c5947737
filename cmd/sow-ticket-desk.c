/* sow-ticket-desk.c - one write: draft rows under the lock, append, then answer */
/* SPDX-License-Identifier: MIT */
#include <fcntl.h>
#include <pwd.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <err.h>

#include "sow-ticket.h"

/* staff.csv says the 氏名 of a login; without a line there the login is the name. */
static const char *
staff_name(const struct options *o, const char *login)
{
	char *path = team_file(o, "staff.csv"), *name = NULL;
	struct reader *r;
	struct row row;
	size_t i, j;

	if (faccessat(AT_FDCWD, path, F_OK, AT_SYMLINK_NOFOLLOW) == -1) {
		free(path);
		return login;
	}
	r = reader_open(path, (struct reader_options){ .mode = READER_TABLE });
	i = reader_column(r, "login");
	j = reader_column(r, "name");
	if (i == COLUMN_NONE || j == COLUMN_NONE)
		errx(1, "%s: no columns 'login' and 'name'", path);
	while (reader_next(r, &row)) {
		if (strcmp(row.cell[i], login) != 0 || *row.cell[j] == '\0')
			continue;
		if (name != NULL)
			reader_reject(r, &row, "%s is %s already", login, name);
		else if ((name = strdup(row.cell[j])) == NULL)
			err(1, NULL);
	}
	reader_close(r);
	free(path);
	return name == NULL ? login : name;
}

/* The login; SOW_USER is for tests, import and shared logins. */
const char *
desk_author(const struct options *o)
{
	const char *name = getenv("SOW_USER");
	struct passwd *pw;

	if (name != NULL && *name != '\0') {
		if (text_blank(name))
			errx(2, "SOW_USER: nothing is said");
		if (!text_valid(name, strlen(name)))
			errx(2, "SOW_USER is not UTF-8");
		return staff_name(o, name);
	}
	if ((pw = getpwuid(getuid())) == NULL)
		errx(1, "who are you? No login for user %ld (SOW_USER says it)", (long)getuid());
	return staff_name(o, pw->pw_name);
}

bool
desk_open(struct desk *d, const struct options *o)
{
	*d = (struct desk){ .options = o, .by = desk_author(o), .good = true };
	d->result = ledger_open(&d->ledger, o);
	return d->result == LEDGER_OK;
}

struct tickets *
desk_tickets(struct desk *d)
{
	struct view view = ledger_view(&d->ledger);
	size_t i;

	if (d->tickets != NULL)
		return d->tickets;
	d->tickets = tickets_read(&view, INT64_MAX);
	for (i = 0; i < d->ndrafted; i++)
		tickets_apply(d->tickets, d->drafted[i].cell, d->drafted[i].id, d->drafted[i].status,
		    d->drafted[i].rev);
	return d->tickets;
}

struct catalog *
desk_catalog(struct desk *d)
{
	if (d->catalog == NULL)
		d->catalog = catalog_open(d->options);
	return d->catalog;
}

const struct activity *
desk_activity(struct desk *d, char *const *draft)
{
	return key_activity(desk_catalog(d), draft[L_KEYS], draft[L_OPENED]);
}

/* The row is part of the batch: whoever looks from now on sees it. */
static void
remember(struct desk *d, char **draft, long long id, enum status status)
{
	size_t i;

	/* rev, at and by stood in ledger_add's own buffers, others in tickets that may be read again */
	for (i = L_REV; i <= L_BY; i++)
		desk_set(d, draft, i, "");
	for (; i < d->ledger.ncolumns; i++)
		if (*draft[i] != '\0')
			desk_set(d, draft, i, draft[i]);
	if (d->tickets != NULL)
		tickets_apply(d->tickets, draft, id, status, d->ledger.rev);
	d->drafted = reallocarray(d->drafted, d->ndrafted + 1, sizeof(*d->drafted));
	if (d->drafted == NULL)
		err(LEDGER_NOTHING, NULL);
	d->drafted[d->ndrafted++] = (struct drafted){ draft, id, d->ledger.rev, status };
}

size_t
desk_column(const struct desk *d, const char *name)
{
	size_t i;

	for (i = 0; i < d->ledger.ncolumns; i++)
		if (strcmp(d->ledger.name[i], name) == 0)
			return i;
	return COLUMN_NONE;
}

char **
desk_draft(struct desk *d, const struct ticket *t)
{
	size_t i, n = d->ledger.ncolumns;
	char **draft = arena_alloc(&d->arena, n * sizeof(*draft)), *empty = arena_text(&d->arena, "", 0);

	for (i = 0; i < n; i++)
		draft[i] = t == NULL ? empty : t->cell[i];
	draft[n - 2] = draft[n - 1] = empty; /* a note is of its row alone */
	return draft;
}

void
desk_set(struct desk *d, char **draft, size_t column, const char *text)
{
	draft[column] = arena_text(&d->arena, text, strlen(text));
}

const char *
desk_approval(struct desk *d)
{
	char *text, *copy, date[DATE_TEXT];

	if (asprintf(&text, "%s %s", date_text(d->options->today, DATE_ISO, date),
	    d->options->value[OPT_APPROVER]) == -1)
		err(LEDGER_NOTHING, NULL);
	copy = arena_text(&d->arena, text, strlen(text));
	free(text);
	return copy;
}

static void
tell(struct desk *d, const char *where, const char *format, va_list ap)
{
	char shown[2 * sizeof(d->reason)], place[256];

	vsnprintf(d->reason, sizeof(d->reason), format, ap);
	if (!d->quiet)
		warnx("%s: %s", text_show(where, place, sizeof(place)), text_show(d->reason, shown, sizeof(shown)));
}

void
desk_tell(struct desk *d, const char *where, const char *format, ...)
{
	va_list ap;

	va_start(ap, format);
	tell(d, where, format, ap);
	va_end(ap);
}

void
desk_refuse(struct desk *d, const char *where, const char *format, ...)
{
	va_list ap;

	va_start(ap, format);
	tell(d, where, format, ap);
	va_end(ap);
	d->good = false;
}

bool
draft_differs(const struct desk *d, char *const *draft, const struct ticket *was)
{
	size_t i, n = d->ledger.ncolumns;

	if (was == NULL || *draft[n - 2] != '\0')
		return true;
	for (i = L_ID; i + 2 < n; i++)
		if (strcmp(draft[i], was->cell[i]) != 0)
			return true;
	return false;
}

/* What ends a ticket has a date, what is alive has none: reports count by it. */
static void
settle(struct desk *d, char **draft, enum status status)
{
	char closed[DATE_TEXT];

	if (status_live(status))
		desk_set(d, draft, L_CLOSED, "");
	else if (status != T_VOID && *draft[L_CLOSED] == '\0')
		desk_set(d, draft, L_CLOSED, time_text(d->options->now, false, closed));
}

/* ---- the rules that every row keeps ---- */

static bool
is_legal_step(struct desk *d, char **draft, const struct ticket *was, enum status status, const char *where)
{
	(void)draft;
	if (was == NULL || status_follows(was->status, status))
		return true;
	desk_refuse(d, where, "it is %s: reopen it first", status_name(was->status));
	return false;
}

/* By the clock where both have one, else by the day. */
static bool
is_before(const char *a, int64_t x, const char *b, int64_t y)
{
	return strchr(a, 'T') != NULL && strchr(b, 'T') != NULL ? x < y : time_day(x) < time_day(y);
}

static bool
is_ahead(struct desk *d, const char *name, const char *cell, int64_t us, const char *where)
{
	char now[DATE_TEXT];

	if (!is_before(time_text(d->options->now, false, now), d->options->now, cell, us))
		return false;
	desk_refuse(d, where, "%s %s is in the future", name, cell);
	return true;
}

static bool
is_in_order(struct desk *d, char **draft, const struct ticket *was, enum status status, const char *where)
{
	int64_t opened, closed;

	(void)status;
	if (!time_parse(draft[L_OPENED], DAY_MIN, &opened)) {
		desk_refuse(d, where, "opened is empty");
		return false;
	}
	if ((was == NULL || strcmp(draft[L_OPENED], was->cell[L_OPENED]) != 0) &&
	    is_ahead(d, "opened", draft[L_OPENED], opened, where))
		return false;
	if (*draft[L_CLOSED] == '\0' || !time_parse(draft[L_CLOSED], DAY_MIN, &closed))
		return true;
	if (is_before(draft[L_CLOSED], closed, draft[L_OPENED], opened)) {
		desk_refuse(d, where, "closed %s is before opened %s (opened=… says when it began)",
		    draft[L_CLOSED], draft[L_OPENED]);
		return false;
	}
	return !is_ahead(d, "closed", draft[L_CLOSED], closed, where);
}

/* その他要求事項: 個別に実施可否を判断. Who decided is on record before work starts. */
static bool
is_approved(struct desk *d, char **draft, const struct ticket *was, enum status status, const char *where)
{
	const struct activity *a;

	if (d->history || *draft[L_APPROVED] != '\0' || status == T_OPEN || status == T_VOID ||
	    status == T_HOLD || (was != NULL && was->status == status))
		return true;
	if ((a = desk_activity(d, draft)) == NULL || *a->field[F_APPROVAL] == '\0')
		return true;
	desk_refuse(d, where, "可否 is not decided: %s --approver=NAME", status == T_CANCELED ?
	    "cancel" : "approve");
	return false;
}

static bool
is_last_open(struct desk *d, char **draft, const struct ticket *was, enum status status, const char *where)
{
	const struct ticket *child = NULL;

	(void)draft;
	if (was == NULL || status_live(status) || !status_live(was->status) || d->history ||
	    d->options->value[OPT_FORCE] != NULL)
		return true;
	while ((child = tickets_child(desk_tickets(d), was->id, child)) != NULL)
		if (status_live(child->status)) {
			desk_refuse(d, where, "ticket %lld belongs to it and is %s (--force closes it anyway)",
			    child->id, status_name(child->status));
			return false;
		}
	return true;
}

/* The activity, in a revision that is done so: each kind of period, or on demand. */
static bool
key_known(struct desk *d, const char *key, const char *where)
{
	const struct catalog *c = desk_catalog(d);
	size_t n = strcspn(key, "@"), i;
	const struct activity *a = NULL;
	enum period_kind kind;
	struct period p;
	bool periodic;

	if (key[n] == '@' && (!period_parse(key + n + 1, DAY_MIN, &p) || p.kind == PERIOD_SPAN)) {
		desk_refuse(d, where, "no period: %s", key);
		return false;
	}
	for (i = 0; i < c->n; i++) {
		if (strncmp(c->activity[i].field[F_ID], key, n) != 0 || c->activity[i].field[F_ID][n] != '\0')
			continue;
		a = &c->activity[i];
		periodic = frequency_kind(a->frequency, &kind);
		if (periodic ? key[n] == '@' && kind == p.kind : key[n] == '\0')
			return true;
	}
	if (a == NULL)
		desk_refuse(d, where, "the catalogue has no activity %.*s", (int)n, key);
	else
		desk_refuse(d, where, "no key of %s work: %s", a->field[F_FREQUENCY], key);
	return false;
}

static bool
keys_known(struct desk *d, const char *keys, const char *where)
{
	bool good = true;
	char *key;

	for (; (key = key_next(&keys)) != NULL; free(key))
		good = key_known(d, key, where) && good;
	return good;
}

/* A title says what it is, keys what the catalogue knows. */
static bool
is_named(struct desk *d, char **draft, const struct ticket *was, enum status status, const char *where)
{
	bool back = d->edit != NULL || (d->history && was != NULL); /* redact may have left none */
	const char *problem = back || (was != NULL && strcmp(draft[L_TITLE], was->cell[L_TITLE]) == 0) ? NULL :
	    title_problem(draft[L_TITLE]);

	(void)status;
	if (problem != NULL) {
		desk_refuse(d, where, "%s", problem);
		return false;
	}
	if (*draft[L_KEYS] == '\0' || (was != NULL && strcmp(draft[L_KEYS], was->cell[L_KEYS]) == 0))
		return true;
	return keys_known(d, draft[L_KEYS], where);
}

/* A part is never counted; neither is it anybody's own ancestor. */
static bool
is_in_family(struct desk *d, char **draft, const struct ticket *was, enum status status, const char *where)
{
	const struct ticket *up;
	size_t steps;

	(void)status;
	if (*draft[L_PART] != '\0' && *draft[L_KEYS] != '\0') {
		desk_refuse(d, where, "a part has no keys of its own");
		return false;
	}
	if (*draft[L_PART] != '\0' && *draft[L_PARENT] == '\0') {
		desk_refuse(d, where, "a part needs its parent");
		return false;
	}
	if (was == NULL || strcmp(draft[L_PARENT], was->cell[L_PARENT]) == 0)
		return true;
	up = tickets_parse(desk_tickets(d), draft[L_PARENT]);
	for (steps = 0; up != NULL && up->id != was->id && steps < d->tickets->n; steps++)
		up = tickets_find(d->tickets, up->parent);
	if (up == NULL)
		return true;
	desk_refuse(d, where, "parent: it would be among its own ancestors");
	return false;
}

static bool
has_free_keys(struct desk *d, char **draft, const struct ticket *was, enum status status, const char *where)
{
	size_t before = strlen(draft[L_KEYS]);
	long long other;

	if (was == NULL || status == T_CANCELED || status == T_VOID)
		return true;
	draft_keys(d, draft, was->id, where, &other);
	if (strlen(draft[L_KEYS]) == before)
		return true;
	d->good = false;
	return false;
}

static bool
has_free_ref(struct desk *d, char **draft, const struct ticket *was, enum status status, const char *where)
{
	const struct ticket *t;

	if (*draft[L_REF] == '\0' || status == T_VOID)
		return true;
	t = tickets_by_ref(desk_tickets(d), draft[L_REF]);
	if (t == NULL || (was != NULL && t->id == was->id))
		return true;
	desk_refuse(d, where, "ref: %s is ticket %lld", draft[L_REF], t->id);
	return false;
}

static bool
is_sound(struct desk *d, char **draft, const struct ticket *was, enum status status, const char *where)
{
	static bool (*const rules[])(struct desk *, char **, const struct ticket *, enum status,
	    const char *) = {
		is_legal_step, is_in_order, is_named, is_approved, is_last_open, is_in_family, has_free_keys,
		has_free_ref,
	};
	size_t i;

	for (i = 0; i < sizeof(rules) / sizeof(*rules); i++)
		if (!rules[i](d, draft, was, status, where))
			return false;
	return true;
}

long long
desk_add(struct desk *d, char **draft, const struct ticket *was, const char *where)
{
	long long id = was == NULL ? d->ledger.rev + 1 : was->id;
	enum status status;
	const char *problem;
	char text[32];

	if (!status_parse(draft[L_STATUS], &status)) {
		desk_refuse(d, where, "no status: %s", draft[L_STATUS]);
		return 0;
	}
	settle(d, draft, status);
	if (!draft_differs(d, draft, was))
		return id;
	if (!is_sound(d, draft, was, status, where))
		return 0;
	snprintf(text, sizeof(text), "%lld", id);
	desk_set(d, draft, L_ID, text);
	if (!ledger_add(&d->ledger, draft, d->by, &problem)) {
		desk_refuse(d, where, "%s", problem);
		return 0;
	}
	remember(d, draft, id, status);
	return id;
}

void
desk_answer(struct desk *d, long long id, const char *title, const char *due)
{
	char *line;

	if (isatty(STDOUT_FILENO)) {
		if (asprintf(&line, "%lld  %s%s%s%s", id, title, *due != '\0' ? "（" : "", due,
		    *due != '\0' ? "）" : "") == -1)
			err(LEDGER_NOTHING, NULL);
	} else if (asprintf(&line, "%lld", id) == -1) {
		err(LEDGER_NOTHING, NULL);
	}
	d->answer = reallocarray(d->answer, d->nanswers + 1, sizeof(*d->answer));
	if (d->answer == NULL)
		err(LEDGER_NOTHING, NULL);
	d->answer[d->nanswers++] = line;
}

/* -n: the rows that would have been written, with the header. */
static bool
show_batch(struct desk *d)
{
	char *rest = d->ledger.batch, *row;
	size_t i;

	for (i = 0; i < d->ledger.ncolumns; i++)
		printf("%s%s", i > 0 ? "," : "", d->ledger.name[i]);
	putchar('\n');
	if (!isatty(STDOUT_FILENO)) {
		fwrite(d->ledger.batch, 1, d->ledger.nbatch, stdout);
	} else if (d->ledger.nbatch > 0) {
		rest[d->ledger.nbatch - 1] = '\0';
		while ((row = strsep(&rest, "\n")) != NULL) {
			text_print(stdout, row, SIZE_MAX);
			putchar('\n');
		}
	}
	d->ledger.nbatch = 0;
	return fflush(stdout) == 0 && ferror(stdout) == 0;
}

static bool
print_answers(struct desk *d)
{
	size_t i;

	for (i = 0; i < d->nanswers; i++) {
		text_print(stdout, d->answer[i], SIZE_MAX);
		putchar('\n');
	}
	return fflush(stdout) == 0 && ferror(stdout) == 0;
}

struct mark
desk_mark(const struct desk *d)
{
	return (struct mark){ d->ledger.nbatch, d->ndrafted, d->nanswers, d->ledger.rev };
}

void
desk_back(struct desk *d, struct mark m)
{
	d->ledger.nbatch = m.nbatch;
	d->ledger.rev = m.rev;
	d->ndrafted = m.ndrafted;
	d->nanswers = m.nanswers;
	if (d->tickets != NULL)
		tickets_close(d->tickets); /* read again when next asked for */
	d->tickets = NULL;
}

int
desk_close(struct desk *d)
{
	bool dry = d->options->value[OPT_DRY] != NULL, wrote = d->ledger.nbatch > 0, told;

	if (dry) {
		told = show_batch(d);
		ledger_close(&d->ledger);
		return told && d->good ? 0 : 1;
	}
	d->result = wrote && d->edit != NULL ? ledger_rewrite(&d->ledger, d->edit, d) :
	    ledger_append(&d->ledger);
	ledger_close(&d->ledger);
	if (d->result != LEDGER_OK)
		return (int)d->result;
	if (!print_answers(d)) {
		warn("stdout");
		if (wrote)
			warnx("saved, but not reported");
		return wrote ? LEDGER_UNTOLD : 1;
	}
	return d->good ? 0 : 1;
}

/* ---- fields ---- */

size_t
draft_keys(struct desk *d, char **draft, long long id, const char *where, long long *other)
{
	const char *s = draft[L_KEYS];
	const struct ticket *holder;
	char *key, *list;
	size_t left = 0, size;
	FILE *f = open_memstream(&list, &size);

	if (f == NULL)
		err(1, NULL);
	*other = 0;
	for (; (key = key_next(&s)) != NULL; free(key)) {
		holder = key_is_occurrence(key) ? tickets_by_key(desk_tickets(d), key) : NULL;
		if (holder != NULL && holder->id != id) {
			desk_tell(d, where, "%s is already on ticket %lld", key, holder->id);
			*other = holder->id;
			continue;
		}
		fprintf(f, "%s%s", left++ > 0 ? " " : "", key);
	}
	memory_close(f, &list);
	desk_set(d, draft, L_KEYS, list);
	free(list);
	return left;
}

/* A day as ISO; a moment with its clock. */
static bool
normal_time(const struct desk *d, const char *value, bool clock, char buf[DATE_TEXT])
{
	int64_t us;
	int day;

	if (date_parse(value, d->options->today, &day)) {
		date_text(day, DATE_ISO, buf);
		return true;
	}
	if (!clock || !time_parse(value, d->options->today, &us))
		return false;
	time_text(us, false, buf);
	return true;
}

static bool
normal_minutes(const char *value, char buf[DATE_TEXT])
{
	const char *error;
	long long n;

	if (!text_narrow(value, buf, DATE_TEXT))
		return false;
	n = strtonum(buf, 0, 1000000, &error);
	snprintf(buf, DATE_TEXT, "%lld", n);
	return error == NULL;
}

/* What a typed value is in the ledger; *value may be set to buf. */
static bool
read_time(struct desk *d, const char *name, const char **value, char buf[DATE_TEXT], const char *where)
{
	bool good = normal_time(d, *value, strcmp(name, "due") != 0, buf);

	if (!good)
		desk_refuse(d, where, "%s: no date: %s", name, *value);
	*value = buf;
	return good;
}

static bool
read_minutes(struct desk *d, const char *name, const char **value, char buf[DATE_TEXT], const char *where)
{
	bool good = normal_minutes(*value, buf);

	if (!good)
		desk_refuse(d, where, "%s: a number up to 1000000, not %s", name, *value);
	*value = buf;
	return good;
}

static bool
read_status(struct desk *d, const char *name, const char **value, char buf[DATE_TEXT], const char *where)
{
	enum status status;

	(void)buf;
	*value = column_value(name, *value);
	if (!status_parse(*value, &status)) {
		desk_refuse(d, where, "%s: open doing hold done canceled, not %s", name, *value);
		return false;
	}
	if (status != T_WAIVED && status != T_VOID)
		return true;
	desk_refuse(d, where, "%s: %s is what %s makes", name, *value,
	    status == T_WAIVED ? "waive" : "undo");
	return false;
}

static bool
read_parent(struct desk *d, const char *name, const char **value, char buf[DATE_TEXT], const char *where)
{
	const struct ticket *t = tickets_parse(desk_tickets(d), *value);

	if (t == NULL) {
		desk_refuse(d, where, "%s: no ticket %s", name, *value);
		return false;
	}
	snprintf(buf, DATE_TEXT, "%lld", t->id);
	*value = buf;
	return true;
}

/* U+3000 between words, as an IME leaves it, is a space. */
static char *
spaced(struct desk *d, const char *text)
{
	static const char wide[] = "　";
	char *copy = arena_text(&d->arena, text, strlen(text)), *s;

	while ((s = strstr(copy, wide)) != NULL) {
		*s = ' ';
		memmove(s + 1, s + strlen(wide), strlen(s + strlen(wide)) + 1);
	}
	return copy;
}

/* Each key once, as it is spelled, one space between. */
static bool
read_keys(struct desk *d, const char *name, const char **value, char buf[DATE_TEXT], const char *where)
{
	const char *s = spaced(d, *value), *key, *space = "";
	char *typed, *list = NULL;
	size_t size;
	FILE *f = open_memstream(&list, &size);

	(void)name;
	(void)buf;
	if (f == NULL)
		err(LEDGER_NOTHING, NULL);
	for (; (typed = key_next(&s)) != NULL; free(typed)) {
		key = key_typed(d, typed);
		fflush(f);
		if (list != NULL && keys_hold(list, key)) {
			desk_tell(d, where, "%s stands there twice", key);
			continue;
		}
		fprintf(f, "%s%s", space, key);
		space = " ";
	}
	memory_close(f, &list);
	*value = arena_text(&d->arena, list, strlen(list));
	free(list);
	return true;
}

static bool
read_tags(struct desk *d, const char *name, const char **value, char buf[DATE_TEXT], const char *where)
{
	(void)name;
	(void)buf;
	(void)where;
	*value = spaced(d, *value);
	return true;
}

static bool
read_person(struct desk *d, const char *name, const char **value, char buf[DATE_TEXT], const char *where)
{
	(void)name;
	(void)where;
	if (text_narrow(*value, buf, DATE_TEXT) && strcasecmp(buf, "me") == 0)
		*value = d->by;
	return true;
}

bool
draft_cell(struct desk *d, char **draft, size_t column, const char *value, const char *where)
{
	static bool (*const reads[L_FIXED])(struct desk *, const char *, const char **, char[DATE_TEXT],
	    const char *) = {
		[L_STATUS] = read_status, [L_KEYS] = read_keys, [L_TAGS] = read_tags, [L_ASSIGNEE] = read_person, [L_OPENED] = read_time,
		[L_DUE] = read_time, [L_CLOSED] = read_time, [L_MINUTES] = read_minutes,
		[L_PARENT] = read_parent,
	};
	char buf[DATE_TEXT];

	if (strlen(value) > LEDGER_ROW) {
		desk_refuse(d, where, "%s: " LEDGER_ROW_TOO_LONG, d->ledger.name[column]);
		return false;
	}
	if (*value != '\0' && column < L_FIXED && reads[column] != NULL &&
	    !reads[column](d, ledger_columns[column], &value, buf, where))
		return false;
	desk_set(d, draft, column, value);
	return true;
}

/* min+=20, tags+=sow候補 */
static bool
add_to(struct desk *d, char **draft, size_t column, const char *value, const char *where)
{
	char *sum, buf[DATE_TEXT], was[DATE_TEXT];
	bool good;

	if (column == L_MINUTES) {
		if (!normal_minutes(value, buf) || (*draft[column] != '\0' && !normal_minutes(draft[column], was))) {
			desk_refuse(d, where, "minutes: a number up to 1000000, not %s", value);
			return false;
		}
		if (asprintf(&sum, "%ld", (*draft[column] == '\0' ? 0 : atol(was)) + atol(buf)) == -1)
			err(1, NULL);
	} else if (asprintf(&sum, "%s%s%s", draft[column], *draft[column] != '\0' ? " " : "", value) == -1) {
		err(1, NULL);
	}
	good = draft_cell(d, draft, column, sum, where);
	free(sum);
	return good;
}

size_t
desk_field(const struct desk *d, const char *name)
{
	static const char *const minutes[] = { "min", "分", "工数", "工数(分)" };
	size_t column, i;

	for (i = 0; i < sizeof(minutes) / sizeof(*minutes); i++)
		if (strcmp(name, minutes[i]) == 0)
			return L_MINUTES;
	column = desk_column(d, column_name(name));
	if (column == L_REV || column == L_AT || column == L_BY || column == L_ID ||
	    column == d->ledger.ncolumns - 1)
		return COLUMN_NONE;
	return column;
}

enum assignment
draft_assign(struct desk *d, char **draft, const char *text, char *place[PLACES], const char *where)
{
	char name[FIELD_NAME];
	const char *value;
	enum sign sign = field_name(text, name, &value);
	enum place p;
	size_t column;
	bool good;

	if (sign == SIGN_NONE)
		return NOT_A_FIELD;
	if (place != NULL && sign == SIGN_SET && place_find(name, &p))
		return (place[p] = place_value(d, p, value, where)) != NULL ? ASSIGNED : REFUSED;
	if ((column = desk_field(d, name)) == COLUMN_NONE) {
		/* A slip in a field's name must not become a note. */
		if (!field_may_be(name))
			return NOT_A_FIELD;
		desk_refuse(d, where, "no field '%s' (a note or value with = in it: note=…, what=…)", name);
		return REFUSED;
	}
	good = sign == SIGN_ADD ? add_to(d, draft, column, value, where) :
	    draft_cell(d, draft, column, value, where);
	return good ? ASSIGNED : REFUSED;
}
