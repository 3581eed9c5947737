/* map.c - maps/NAME.csv: what becomes of the columns and words of another file
 *
 * A row says that the column to is made of the column from, by a rule, when a filter holds, and what
 * becomes of a value that a lookup lacks: to,from,rule,when,else. Rows whose to begins with # are about
 * the map itself:
 *
 *   #match,PATTERN,NAMES          a file that it is meant for, by its name and by names in its header
 *   #header,NAMES,BEYOND,REGEX    the columns that are expected, the names of cells that rows have
 *                                 beyond them, and where reading goes on after a broken row
 *   #dialect,WORDS,PREAMBLE       how the output is written
 *   #note,TEXT                    what is told when the map is used */
/* SPDX-License-Identifier: MIT */
#include <fnmatch.h>
#include <regex.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "message.h"
#include "nearest.h"
#include "memory.h"
#include "arena.h"
#include "column.h"
#include "address.h"
#include "reader.h"
#include "filter.h"
#include "dialect.h"
#include "team.h"
#include "rules.h"
#include "map.h"

static const char *const names[] = { "to", "from", "rule", "when", "else" };
enum { TO, FROM, RULE, WHEN, ELSE, NAMES };

/* The names in a cell, with commas between them, up to NULL; *n is how many. */
static const char **
names_of(struct map *map, const char *cell, size_t *n)
{
	char *copy = arena_text(&map->arena, cell, strlen(cell)), *name;
	const char **list = NULL;

	*n = 0;
	while (*cell != '\0' && (name = strsep(&copy, ",")) != NULL) {
		list = array_grow(list, *n, sizeof(*list));
		list[(*n)++] = name;
	}
	list = array_grow(list, *n, sizeof(*list));
	list[*n] = NULL;
	return list;
}

/* ---- head rows ---- */

static void
add_match(struct map *map, struct reader *r, const struct row *row, const char *const *cell)
{
	struct map_match m = { .pattern = cell[FROM] };

	m.word = names_of(map, cell[RULE], &m.n);
	if (*m.pattern == '\0' && m.n == 0)
		reader_reject(r, row, "#match: neither a pattern of file names nor names of columns");
	map->match = array_grow(map->match, map->nmatches, sizeof(*map->match));
	map->match[map->nmatches++] = m;
}

static void
add_header(struct map *map, struct reader *r, const struct row *row, const char *const *cell)
{
	size_t n;
	regex_t re;

	if (map->header != NULL) {
		reader_reject(r, row, "%s stands twice", "#header");
		return;
	}
	map->header = names_of(map, cell[FROM], &n);
	if (*cell[RULE] != '\0')
		map->beyond = names_of(map, cell[RULE], &n);
	if (*cell[WHEN] == '\0')
		return;
	map->skip_to = cell[WHEN];
	if (strlen(map->skip_to) > REGEX_MAX || regcomp(&re, map->skip_to, REG_EXTENDED | REG_NOSUB) != 0)
		reader_reject(r, row, "#header: not a regular expression: %s", map->skip_to);
	else
		regfree(&re);
}

static void
add_dialect(struct map *map, struct reader *r, const struct row *row, const char *const *cell)
{
	char *bad;

	if (map->has_dialect)
		reader_reject(r, row, "%s stands twice", "#dialect");
	map->has_dialect = true;
	if (dialect_parse(&map->dialect, cell[FROM], &bad))
		map->dialect.preamble = cell[RULE];
	else if (bad != NULL)
		reader_reject(r, row, "#dialect: no word '%s' (%s)", bad, dialect_words);
	else
		reader_reject(r, row, "#dialect: CP932 has no BOM");
	free(bad);
}

static void
add_note(struct map *map, struct reader *r, const struct row *row, const char *const *cell)
{
	(void)r, (void)row;
	map->note = cell[FROM];
}

static bool
add_head(struct map *map, struct reader *r, const struct row *row, const char *const *cell)
{
	static const struct {
		const char *name;
		void (*add)(struct map *, struct reader *, const struct row *, const char *const *);
	} heads[] = {
		{ "#match", add_match }, { "#header", add_header }, { "#dialect", add_dialect }, { "#note", add_note },
	};
	size_t i;

	if (*cell[TO] != '#')
		return false;
	for (i = 0; i < sizeof(heads) / sizeof(*heads) && strcmp(heads[i].name, cell[TO]) != 0; i++)
		;
	if (i < sizeof(heads) / sizeof(*heads))
		heads[i].add(map, r, row, cell);
	else
		reader_reject(r, row, "to: no head row '%s' (#match #header #dialect #note)", cell[TO]);
	return true;
}

/* ---- rows ---- */

/* Reports a row that no cell could reach: one before it holds for each. */
static void
check_reach(const struct map *map, struct reader *r, const struct row *row, const struct mapping *m)
{
	size_t i;

	for (i = 0; i < map->n; i++)
		if (map->mapping[i].target == m->target && map->mapping[i].filter == NULL)
			reader_reject(r, row, "%s stands twice: line %zu makes it of every row (when says of which)", m->to,
			    map->mapping[i].line);
}

static void
add_rules(struct mapping *m, struct reader *r, const struct row *row)
{
	const char *problem, *words[32], *near;
	char *bad, list[256] = "";
	size_t n = rule_names(words, 32), i;

	if (!rules_parse(&m->rules, m->rule, &problem, &bad)) {
		near = nearest_name(bad, words, n);
		for (i = 0; i < n; i++) {
			strlcat(list, i > 0 ? " " : "", sizeof(list));
			strlcat(list, words[i], sizeof(list));
		}
		if (rule_known(bad))
			reader_reject(r, row, "rule: '%s': %s", bad, _(problem));
		else if (near != NULL)
			reader_reject(r, row, "rule: no rule '%s' (%s?)", bad, near);
		else
			reader_reject(r, row, "rule: no rule '%s' (%s)", bad, list);
		free(bad);
	} else if (*m->from == '\0' && !rules_use(&m->rules, "const")) {
		reader_reject(r, row, "from: empty, and the rule is not const");
	}
	if (*m->otherwise != '\0' && !rules_use(&m->rules, "lookup"))
		reader_reject(r, row, "else: the rule looks nothing up");
}

static void
add_target(struct map *map, struct mapping *m)
{
	m->target = map_target(map, m->to);
	if (m->target != COLUMN_NONE)
		return;
	map->target = array_grow(map->target, map->ntargets, sizeof(*map->target));
	m->target = map->ntargets;
	map->target[map->ntargets++] = m->to;
}

static void
add_mapping(struct map *map, struct reader *r, const struct row *row, const char *const *cell)
{
	struct mapping m = { cell[TO], cell[FROM], cell[RULE], cell[WHEN], cell[ELSE], .line = row->line };

	if (*m.to == '\0')
		reader_reject(r, row, "to: empty");
	add_rules(&m, r, row);
	add_target(map, &m);
	check_reach(map, r, row, &m);
	if (*m.when != '\0') {
		if (filter_sound(m.when))
			m.filter = filter_parse(m.when);
		else
			reader_reject(r, row, "when: not COLUMN=VALUE (= != < <= > >= ~ !~): '%s'", m.when);
	}
	map->mapping = array_grow(map->mapping, map->n, sizeof(*map->mapping));
	map->mapping[map->n++] = m;
}

/* Links the rows that have one target. */
static void
link_targets(struct map *map)
{
	size_t i;

	map->first = memory_array(NULL, map->ntargets + 1, sizeof(*map->first));
	for (i = 0; i < map->ntargets; i++)
		map->first[i] = map->n;
	for (i = map->n; i-- > 0; ) {
		map->mapping[i].next = map->first[map->mapping[i].target];
		map->first[map->mapping[i].target] = i;
	}
}

struct map *
map_open(const struct team *team, const char *path)
{
	struct map *map = memory_zeros(1, sizeof(*map));
	struct reader *r = reader_open(path, (struct reader_options){ .mode = READER_TABLE, .heading = { .own = true } });
	const char *cell[NAMES];
	struct row row;
	size_t at[NAMES], i;

	map->path = arena_text(&map->arena, path, strlen(path));
	map->note = "";
	map->today = team->today;
	for (i = 0; i < NAMES; i++)
		at[i] = reader_column(r, names[i]);
	if (at[TO] == COLUMN_NONE || at[FROM] == COLUMN_NONE)
		errx(1, "%s: not a map (columns to,from,rule,when,else)", path);
	while (reader_next(r, &row)) {
		for (i = 0; i < NAMES; i++)
			cell[i] = at[i] == COLUMN_NONE ? "" : arena_text(&map->arena, row.cell[at[i]], strlen(row.cell[at[i]]));
		if (!add_head(map, r, &row, cell))
			add_mapping(map, r, &row, cell);
	}
	reader_close(r);
	link_targets(map);
	return map;
}

/* ---- which map ---- */

char *
map_path(const struct team *team, const char *name)
{
	char *file, *path;

	if (strchr(name, '/') != NULL || strchr(name, '.') != NULL)
		return memory_text(name);
	file = memory_format("maps/%s.csv", name);
	if ((path = team_path(team, file)) == NULL)
		errx(2, "-m: no map '%s' (%s, in the team's directory or shipped; or a path)", name, file);
	free(file);
	return path;
}

bool
map_match_names(const struct map_match *m, const char *const *cell, size_t n)
{
	size_t i;

	for (i = 0; i < m->n; i++)
		if (address_find(m->word[i], cell, n, true) == COLUMN_NONE)
			return false;
	return true;
}

/* More names tell more; the pattern of a file's name tells apart what has the same header. */
static size_t
match_weight(const struct map_match *m, const char *file, const char *const *cell, size_t n)
{
	const char *slash = file == NULL ? NULL : strrchr(file, '/');

	if (*m->pattern != '\0' && (file == NULL || fnmatch(m->pattern, slash == NULL ? file : slash + 1, FNM_CASEFOLD) != 0))
		return 0;
	return map_match_names(m, cell, n) ? 2 * m->n + (*m->pattern != '\0') + 1 : 0;
}

size_t
map_match(const struct map *map, const char *file, const char *const *cell, size_t n)
{
	size_t best = 0, weight, i;

	for (i = 0; i < map->nmatches; i++) {
		weight = match_weight(&map->match[i], file, cell, n);
		best = weight > best ? weight : best;
	}
	return best;
}

size_t
map_target(const struct map *map, const char *name)
{
	size_t i;

	for (i = 0; i < map->ntargets; i++)
		if (strcmp(map->target[i], name) == 0)
			return i;
	return COLUMN_NONE;
}

void
map_close(struct map *map)
{
	struct mapping *m;
	size_t i;

	for (m = map->mapping; m < map->mapping + map->n; m++) {
		rules_close(&m->rules);
		free(m->at);
		free(m->value[0].s);
		free(m->value[1].s);
	}
	for (i = 0; i < map->nmatches; i++)
		free(map->match[i].word);
	free(map->match);
	free(map->header);
	free(map->beyond);
	free(map->mapping);
	free(map->target);
	free(map->first);
	arena_free(&map->arena);
	free(map);
}
