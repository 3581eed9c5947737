/* sow-conv - exports of other programs in, imports of other programs out */
/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "sow-conv.h"

struct conversion *
open_conversion(const struct options *o)
{
	static char *in[] = { "-", NULL };
	const char *source = o->value[OPT_SOURCE];
	struct conversion_options c = { .team = &o->team, .file = o->n > 0 ? o->operand : in, .n = o->n > 0 ? o->n : 1,
		.map = o->value[OPT_MAP], .from = o->value[OPT_FROM], .sheet = o->value[OPT_SHEET], .skip_to = o->value[OPT_SKIP_TO] };

	if (o->n == 0 && isatty(STDIN_FILENO))
		usage(o);
	if (source != NULL)
		c.source = *source == '\0' ? "source" : source;
	return conversion_open(&c);
}

/* A dialect is for a file or a pipe; on a terminal there is a table, and -o says what else is wanted. */
struct writer_options
conversion_writer(const struct options *o, const struct conversion *c)
{
	const struct map *map = conversion_map(c);
	struct writer_options w = option_writer(o);

	if (map == NULL || !map->has_dialect || w.format != NULL ||
	    (w.path == NULL && o->value[OPT_PREFIX] == NULL && isatty(STDOUT_FILENO)))
		return w;
	w.format = &format_dialect;
	w.dialect = &map->dialect;
	return w;
}

static int
run_convert(const struct options *o)
{
	struct conversion *c = open_conversion(o);
	const char *const *names;
	struct output *out;
	struct row row;
	size_t n;
	bool good;

	names = conversion_names(c, &n);
	out = output_open_as(o, names, n, conversion_writer(o, c));
	while (conversion_next_whole(c, &row))
		output_pass(out, &row);
	good = conversion_close(c);
	return output_close(out) && good ? 0 : 1;
}

static const struct form form_convert = {
	.operands = "[FILE...]", .most = ANY_NUMBER, .help = N_("a clean stream of the rows, through a map or as they are"),
	.takes = FORM_TAKES(OPT_ROWS, OPT_DAY_START, OPT_INPUT, OPT_MAP, OPT_SOURCE), .run = run_convert,
};

static const struct form *const forms[] = { &form_convert, &form_split, &form_split_by, &form_explain, NULL };

static const struct program program = {
	.purpose = N_("exports of other programs in, imports of other programs out"),
	.examples =
	    N_("  sow-conv export.csv               clean CSV in UTF-8; a map that fits is used, and named\n"
	    "  sow-conv -m skysea-assets 資産.csv  through that map\n"
	    "  sow-conv --source=server WSUS0?.csv\n"
	    "                                    several files as one, and which file a row is of\n"
	    "  sow-conv --explain=3 export.csv   what became of each cell of the third row\n"
	    "  sow-conv -m m365-add-users-ja --split=249 --prefix=add users.csv\n"
	    "                                    files add-001.csv, add-002.csv ...\n"),
	.own = true,
	.forms = forms,
};

int
main(int argc, char **argv)
{
	(void)argc;
	return program_run(&program, argv);
}
