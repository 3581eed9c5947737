/* sow-report-form.c - a form: a workbook whose {names} and [table] rows are filled in, and nothing else */
/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "sow-report-form.h"

/* ---- open and close ---- */

bool
is_form_name(const char *layout)
{
	size_t n = strlen(layout);

	return n > strlen(".xlsx") && strcasecmp(layout + n - strlen(".xlsx"), ".xlsx") == 0;
}

print_report *
report_print(const struct options *o)
{
	return is_form_name(o->value[OPT_LAYOUT]) ? print_form : print_layout;
}

/* Exits: there is no such form in layouts/, but perhaps its list. */
static void __attribute__((noreturn))
no_form(const struct options *o, const char *name)
{
	char *list = memory_format("layouts/%s.csv", name), *path = team_path(&o->team, list), **names;
	size_t n;

	if (path != NULL)
		errx(1, "%s: a list, but there is no form %s that it is for", path, name);
	names = team_names(&o->team, "layouts", &n);
	no_such(N_("layout"), name, (const char *const *)names, n, " ");
}

static char *
form_path(const struct options *o)
{
	const char *name = o->value[OPT_LAYOUT];
	char *file, *path;

	if (strchr(name, '/') != NULL) {
		if (o->value[OPT_SUBMIT] != NULL)
			errx(2, "-f: a form that is handed in lies in layouts/, and is called by its name: not '%s'", name);
		output_spare(o, name);
		return memory_text(name);
	}
	file = memory_format("layouts/%s", name);
	if ((path = team_path(&o->team, file)) == NULL)
		no_form(o, name);
	free(file);
	return path;
}

/* The path of the list beside the form, or NULL. */
static char *
list_path(const struct options *o)
{
	const char *name = o->value[OPT_LAYOUT];
	bool apart = strchr(name, '/') != NULL;
	char *file = memory_format(apart ? "%s.csv" : "layouts/%s.csv", name), *path;

	if (!apart) {
		path = team_path(&o->team, file);
		free(file);
		return path;
	}
	if (access(file, F_OK) == 0) {
		output_spare(o, file);
		return file;
	}
	free(file);
	return NULL;
}

static void
open_sheets(struct workform *f)
{
	struct package *p = f->package;
	size_t i;

	if (p->strings != NULL)
		f->texts = texts_read(p->archive, p->strings);
	if (p->styles != NULL)
		f->styles = styles_read(p->archive, p->styles);
	f->nsheets = p->nsheets;
	f->sheet = memory_zeros(f->nsheets, sizeof(*f->sheet));
	for (i = 0; i < f->nsheets; i++) {
		f->sheet[i].name = p->sheet[i].name;
		f->sheet[i].grid = grid_read(p->archive, p->sheet[i].member, f->texts);
		form_read_areas(&f->sheet[i], p->sheet[i].area);
		f->sheet[i].head = package_heads(p, &p->sheet[i], &f->sheet[i].nheads);
	}
}

static struct workform
open_form(struct report *r, struct period p)
{
	struct workform f = { .edition = { .report = r, .named = p, .path = form_path(r->options), .activity = "" },
		.list = list_path(r->options) };
	struct stat st;

	r->people = true;
	if (stat(f.edition.path, &st) == 0 && !S_ISREG(st.st_mode))
		errx(1, "%s: not a regular file", f.edition.path);
	f.package = package_open(archive_open_whole(f.edition.path));
	open_sheets(&f);
	if (f.list != NULL)
		form_read_list(&f);
	return f;
}

static void
close_form(struct workform *f)
{
	size_t i;

	form_free_blocks(f);
	for (i = 0; i < f->nsheets; i++) {
		grid_free(f->sheet[i].grid);
		free(f->sheet[i].head);
		free(f->sheet[i].area);
	}
	free(f->sheet);
	free(f->entry);
	free(f->list);
	index_free(&f->cells);
	texts_close(f->texts);
	styles_close(f->styles);
	package_close(f->package);
	arena_free(&f->arena);
	free((char *)(uintptr_t)f->edition.path);
}

/* ---- cells ---- */

static bool
is_block(const char *text)
{
	return text[0] == '[' && text[1] >= 'a' && text[1] <= 'z';
}

char *
form_expand(struct workform *f, struct spot spot, const char *text)
{
	char *made;
	size_t n;
	FILE *to = memory_open(&made, &n);

	name_expand(f->checks ? NULL : to, &f->edition, spot, text);
	memory_close(to, &made);
	return made;
}

/* A name in a formula would be a text there, and not what it stands for. */
static void
refuse_name(const struct workform *f, struct spot spot, const char *formula)
{
	const char *open, *close;
	char at[SPOT_TEXT];

	for (; (open = strchr(formula, '{')) != NULL && (close = strchr(open, '}')) != NULL; formula = close)
		if (name_print(NULL, &f->edition, open + 1, (size_t)(close - open - 1)))
			errx(1, "%s: a name in a formula: %.*s", spot_text(spot, at), (int)(close + 1 - open), open);
}

/* The title of a report that is handed in: the first text of the form, and the period. */
static void
take_title(struct workform *f, const char *text)
{
	struct report *r = f->edition.report;
	char period[PERIOD_TEXT];

	if (r->title == NULL && *text != '\0')
		r->title = memory_format("%s %s", text, period_formal(f->edition.named, period));
}

/* Sets a cell that has a name or was given from outside. */
static void
take_entry(struct workform *f, struct entry e)
{
	char *made = form_expand(f, form_source(f, &e), e.text);

	if (f->checks)
		form_refuse(f, e.sheet, e.row, e.column);
	else
		form_set(f, e.sheet, e.row, e.column, made);
	take_title(f, made);
	free(made);
}

/* Takes a cell that begins no table. */
static void
take_cell(struct workform *f, struct form_sheet *s, const struct grid_cell *c)
{
	struct entry e = form_entry(c, s);

	form_refuse_stray(f, form_source(f, &e), c->text);
	if (c->given > 0 || strchr(c->text, '{') != NULL)
		take_entry(f, e);
	else
		take_title(f, c->text);
}

static void
take_sheet(struct workform *f, struct form_sheet *s)
{
	const struct grid_cell *c;
	size_t row = 0, next = 0; /* of the row, the cells before next belong to a block */

	for (c = s->grid->cell; c < s->grid->cell + s->grid->ncells; c++) {
		next = c->row == row ? next : 0;
		row = c->row;
		if (c->formula != NULL)
			refuse_name(f, form_spot(f, s, row, c->column), c->formula);
		else if (c->column < next)
			continue;
		else if (is_block(c->text))
			next = c->column + form_begin_block(f, s, row, c->column);
		else
			take_cell(f, s, c);
	}
}

/* Sets the cells of the list that the form does not have, not even empty. */
static void
take_others(struct workform *f)
{
	const struct entry *e;
	char at[SPOT_TEXT];

	for (e = f->entry; e < f->entry + f->nentries; e++) {
		if (grid_at(e->sheet->grid, e->row, e->column) != NULL)
			continue;
		if (is_block(e->text))
			errx(1, "%s: no cell is drawn here (a border is enough)", spot_text(form_source(f, e), at));
		form_refuse_stray(f, form_source(f, e), e->text);
		take_entry(f, *e);
	}
}

/* ---- the workbook ---- */

static void
replace(struct archive *a, const char *member, struct bytes bytes)
{
	archive_replace(a, member, bytes.s, bytes.n);
	free(bytes.s);
}

/* Puts what was set into the sheets; returns how many formulas they have, whose last values go, so that no
 * reader shows them. */
static size_t
put_sheets(struct workform *f)
{
	const struct grid_cell *c;
	struct grid *g;
	size_t formulas = 0, i;

	for (i = 0; i < f->nsheets; i++) {
		g = f->sheet[i].grid;
		for (c = g->cell; c < g->cell + g->ncells; c++)
			formulas += c->formula != NULL;
		fill_drop_values(g);
		if (g->nedits > 0)
			replace(f->package->archive, f->package->sheet[i].member, fill_xml(g));
	}
	return formulas;
}

/* Hides the sheets on which nothing goes on, since they would be printed, but not one that is seen first. */
static void
put_workbook(struct workform *f)
{
	struct package *p = f->package;
	size_t formulas = put_sheets(f), charts = archive_count(p->archive, "xl/charts/chart"), hides = 0, i;
	bool *hidden = memory_zeros(p->nplaces, sizeof(*hidden));

	for (i = 0; i < f->nsheets; i++) {
		hidden[p->sheet[i].place] = form_is_idle(f, &f->sheet[i]) && p->sheet[i].place != p->active;
		hides += hidden[p->sheet[i].place];
	}
	if (formulas + hides > 0)
		replace(p->archive, p->workbook, fill_workbook(p->archive, p->workbook, formulas > 0, hidden));
	free(hidden);
	if (formulas + charts > 0)
		warnx("%s: computed and drawn anew when it is opened: formulas %zu, charts %zu", f->edition.path, formulas, charts);
}

static void
fill_form(struct workform *f)
{
	size_t i;

	for (i = 0; i < f->nsheets; i++) {
		form_refuse_boxes(f, i);
		take_sheet(f, &f->sheet[i]);
		form_fill_margins(f, &f->sheet[i]);
	}
	take_others(f);
	if (!f->checks)
		form_fill_blocks(f);
	for (i = 0; i < f->nsheets; i++)
		form_tell_unseen(f, &f->sheet[i]);
}

bool
print_form(struct report *r, struct period p)
{
	struct options own = *r->options;
	struct writer_options w;
	struct workform f;
	struct writer *writer;
	struct bytes book;
	bool good;

	if (own.value[OPT_FORMAT] == NULL)
		own.value[OPT_FORMAT] = format_xlsx.name;
	w = option_writer(&own);
	if (w.format != &format_xlsx)
		errx(2, "-o: a form is a workbook (xlsx)");
	f = open_form(r, p);
	w.format = &format_whole;
	w.plain = true;
	edition_open(&f.edition);
	fill_form(&f);
	put_workbook(&f);
	spare_asked(r->options);
	book = archive_finish(f.package->archive);
	writer = writer_open((const char *const[]){ "" }, 1, w);
	writer_bytes(writer, book.s, book.n);
	good = writer_close(writer);
	free(book.s);
	close_form(&f);
	return good;
}

void
check_form(struct report *r, struct period p)
{
	struct workform f = open_form(r, p);

	f.checks = true;
	fill_form(&f);
	close_form(&f);
}
