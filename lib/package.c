/* package.c - the parts of a workbook, as its relations name them */
/* SPDX-License-Identifier: MIT */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "message.h"
#include "nearest.h"
#include "memory.h"
#include "arena.h"
#include "cell.h"
#include "xml.h"
#include "package.h"

enum { SHEETS_MAX = 1024, RELATIONS_MAX = 2 * SHEETS_MAX, NAME_MAX_BYTES = 1024 };

/* ---- names of members ---- */

static size_t
directory_of(const char *member)
{
	const char *slash = strrchr(member, '/');

	return slash == NULL ? 0 : (size_t)(slash + 1 - member);
}

/* The member that target means in a relation of that member. */
static const char *
target_of(struct arena *arena, const char *member, const char *target)
{
	size_t n = directory_of(member);

	if (*target == '/')
		return arena_text(arena, target + 1, strlen(target + 1));
	for (; strncmp(target, "../", 3) == 0 && n > 0; target += 3)
		for (n--; n > 0 && member[n - 1] != '/'; n--)
			;
	return arena_format(arena, "%.*s%s", (int)n, member, target);
}

/* The member that has the relations of that one. */
static const char *
relations_of(struct arena *arena, const char *member)
{
	size_t n = directory_of(member);

	return arena_format(arena, "%.*s_rels/%s.rels", (int)n, member, member + n);
}

/* ---- reading ---- */

static const char *
keep(struct package *p, const char *text)
{
	size_t n = strlen(text);
	char *copy, *s;

	if (n > NAME_MAX_BYTES)
		errx(1, "%s: a name of more than %d bytes: no workbook", archive_path(p->archive), NAME_MAX_BYTES);
	copy = arena_text(&p->arena, text, n);
	for (s = copy; (s = strpbrk(s, "\r\n")) != NULL;)
		*s = ' '; /* in a message it would begin another */
	return copy;
}

static void
on_relation(void *argument, const char *name, const char **attributes)
{
	struct package *p = argument;
	const char *id = xml_attribute(attributes, "Id"), *type = xml_attribute(attributes, "Type");
	const char *target = xml_attribute(attributes, "Target");

	if (strcmp(name, "Relationship") != 0 || id == NULL || type == NULL || target == NULL)
		return;
	if (p->nrelations == RELATIONS_MAX)
		errx(1, "%s: more than %d relations: no workbook", archive_path(p->archive), RELATIONS_MAX);
	p->relation = array_grow(p->relation, p->nrelations, sizeof(*p->relation));
	p->relation[p->nrelations++] = (struct relation){ keep(p, id), keep(p, type), keep(p, target) };
}

/* The last part of the address that is its type says what it is, in both editions of the standard. */
static bool
is_type(const struct relation *r, const char *type)
{
	const char *slash = strrchr(r->type, '/');

	return slash != NULL && strcmp(slash + 1, type) == 0;
}

static void
read_relations(struct package *p, const char *member)
{
	static const struct xml_calls calls = { .start = on_relation };

	p->nrelations = 0;
	if (archive_has(p->archive, member))
		xml_read(p->archive, member, &calls, p);
}

static const char *
related(struct package *p, const char *type)
{
	size_t i;

	for (i = 0; i < p->nrelations; i++)
		if (is_type(&p->relation[i], type))
			return target_of(&p->arena, p->workbook, p->relation[i].target);
	return NULL;
}

/* The member that lists the sheets, while it is read. */
struct package_reading {
	size_t area_of;      /* the sheet whose print area is being read, or SIZE_MAX */
	struct bytes area;
};

static void
begin_sheet(struct package *p, const char *id, const char *called)
{
	size_t place = p->nplaces++, i;

	if (id == NULL || called == NULL)
		return;
	if (p->nsheets == SHEETS_MAX)
		errx(1, "%s: more than %d sheets", archive_path(p->archive), SHEETS_MAX);
	for (i = 0; i < p->nrelations; i++)
		if (strcmp(p->relation[i].id, id) == 0 && is_type(&p->relation[i], "worksheet")) {
			p->sheet = array_grow(p->sheet, p->nsheets, sizeof(*p->sheet));
			p->sheet[p->nsheets++] = (struct package_sheet){ .name = keep(p, called),
				.member = target_of(&p->arena, p->workbook, p->relation[i].target), .place = place };
			return;
		}
}

static void
on_workbook(void *argument, const char *name, const char **attributes)
{
	struct package *p = argument;
	const char *called = xml_attribute(attributes, "name"), *from = xml_attribute(attributes, "date1904");
	const char *place = xml_attribute(attributes, "localSheetId"), *active = xml_attribute(attributes, "activeTab");

	if (strcmp(name, "workbookPr") == 0 && from != NULL)
		p->from_1904 = strcmp(from, "1") == 0 || strcmp(from, "true") == 0;
	else if (strcmp(name, "workbookView") == 0 && active != NULL)
		p->active = strtoul(active, NULL, 10);
	else if (strcmp(name, "sheet") == 0)
		begin_sheet(p, xml_attribute(attributes, "id"), called);
	else if (strcmp(name, "definedName") == 0 && place != NULL && called != NULL && strcmp(called, "_xlnm.Print_Area") == 0)
		p->reading->area_of = strtoul(place, NULL, 10);
}

static void
on_area(void *argument, const char *s, size_t n)
{
	struct package *p = argument;

	if (p->reading->area_of != SIZE_MAX)
		bytes_add(&p->reading->area, s, n);
}

static void
on_workbook_end(void *argument, const char *name)
{
	struct package *p = argument;
	struct package_reading *r = p->reading;
	size_t i;

	if (strcmp(name, "definedName") != 0)
		return;
	for (i = 0; i < p->nsheets; i++)
		if (p->sheet[i].place == r->area_of)
			p->sheet[i].area = arena_text(&p->arena, r->area.n == 0 ? "" : r->area.s, r->area.n);
	r->area_of = SIZE_MAX;
	r->area.n = 0;
}

static void
read_workbook(struct package *p)
{
	static const struct xml_calls calls = { on_workbook, on_workbook_end, on_area };
	struct package_reading r = { .area_of = SIZE_MAX };

	p->reading = &r;
	xml_read(p->archive, p->workbook, &calls, p);
	free(r.area.s);
	p->reading = NULL;
}

struct package *
package_open(struct archive *a)
{
	struct package *p = memory_zeros(1, sizeof(*p));

	p->archive = a;
	p->workbook = "";
	read_relations(p, "_rels/.rels");
	if ((p->workbook = related(p, "officeDocument")) == NULL || !archive_has(a, p->workbook))
		errx(1, archive_has(a, "content.xml") ? N_("%s: an OpenDocument file: save it as .xlsx or CSV") :
		    N_("%s: a zip file, but no workbook (.xlsx)"), archive_path(a));
	if (strlen(p->workbook) > 4 && strcmp(p->workbook + strlen(p->workbook) - 4, ".bin") == 0)
		errx(1, "%s: a binary workbook (.xlsb): save it as .xlsx", archive_path(a));
	read_relations(p, relations_of(&p->arena, p->workbook));
	p->styles = related(p, "styles");
	p->strings = related(p, "sharedStrings");
	read_workbook(p);
	if (p->nsheets == 0)
		errx(1, "%s: a workbook without sheets", archive_path(a));
	return p;
}

const struct package_sheet *
package_sheet(const struct package *p, const char *name)
{
	const struct package_sheet *found = NULL;
	const char **names;
	size_t i;

	if (name == NULL)
		return &p->sheet[0];
	names = memory_zeros(p->nsheets, sizeof(*names));
	for (i = 0; i < p->nsheets; i++) {
		names[i] = p->sheet[i].name;
		if (strcmp(names[i], name) != 0)
			continue;
		if (found != NULL)
			errx(1, "%s: two sheets are called %s", archive_path(p->archive), name);
		found = &p->sheet[i];
	}
	if (found == NULL)
		no_such(N_("sheet"), name, names, p->nsheets, ",");
	free(names);
	return found;
}

/* ---- what belongs to a sheet ---- */

struct heads {
	struct package_head *head;
	size_t n;
};

static void
on_table(void *argument, const char *name, const char **attributes)
{
	struct heads *heads = argument;
	const char *ref = xml_attribute(attributes, "ref"), *rows = xml_attribute(attributes, "headerRowCount");
	struct cell_range r;

	if (strcmp(name, "table") != 0 || ref == NULL || (rows != NULL && strcmp(rows, "0") == 0) || !cell_parse_range(ref, &r))
		return;
	heads->head = array_grow(heads->head, heads->n, sizeof(*heads->head));
	heads->head[heads->n++] = (struct package_head){ r.top, r.left, r.right };
}

void
package_read(struct package *p, const struct package_sheet *sheet, const char *type, const struct xml_calls *calls,
    void *argument)
{
	const char *member;
	size_t i;

	read_relations(p, relations_of(&p->arena, sheet->member));
	for (i = 0; i < p->nrelations; i++) {
		member = target_of(&p->arena, sheet->member, p->relation[i].target);
		if (is_type(&p->relation[i], type) && archive_has(p->archive, member))
			xml_read(p->archive, member, calls, argument);
	}
}

struct package_head *
package_heads(struct package *p, const struct package_sheet *sheet, size_t *n)
{
	static const struct xml_calls calls = { .start = on_table };
	struct heads heads = { .n = 0 };

	package_read(p, sheet, "table", &calls, &heads);
	*n = heads.n;
	return heads.head;
}

void
package_close(struct package *p)
{
	archive_close(p->archive);
	free(p->sheet);
	free(p->relation);
	arena_free(&p->arena);
	free(p);
}
