/* atlas.c - the maps of a team, and which of them is meant for a file */
/* SPDX-License-Identifier: MIT */
#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>

#include "message.h"
#include "memory.h"
#include "heading.h"
#include "team.h"
#include "map.h"
#include "atlas.h"

struct atlas {
	struct map **map;  /* n of them */
	size_t n;
	const char *file;
	struct map *best;
	struct map *rival; /* meant for the file just as well as the best; or NULL */
};

struct atlas *
atlas_open(const struct team *team, const char *file)
{
	struct atlas *a = memory_zeros(1, sizeof(*a));
	size_t n, i;
	char **names = team_names(team, "maps", &n), *file_name, *path;

	a->file = file;
	for (i = 0; i < n; i++) {
		file_name = memory_format("maps/%s.csv", names[i]);
		if ((path = team_path(team, file_name)) == NULL)
			err(1, "%s", file_name); /* it was there a moment ago */
		a->map = array_grow(a->map, a->n, sizeof(*a->map));
		a->map[a->n++] = map_open(team, path);
		free(path);
		free(file_name);
		free(names[i]);
	}
	free(names);
	return a;
}

bool
atlas_judge(struct heading *h, const char *const *cell, size_t n)
{
	struct atlas *a = h->about;
	size_t best = 0, weight, i;

	for (i = 0; i < a->n; i++) {
		weight = map_match(a->map[i], a->file, cell, n);
		if (weight > best)
			a->rival = NULL;
		else if (weight == best && weight > 0)
			a->rival = a->map[i];
		if (weight > best) {
			best = weight;
			a->best = a->map[i];
		}
	}
	if (best == 0)
		return false;
	h->beyond = a->best->beyond;
	h->skip_to = a->best->skip_to;
	return true;
}

struct map *
atlas_close(struct atlas *a)
{
	struct map *best = a->best;
	size_t i;

	if (a->rival != NULL)
		errx(2, "%s: %s and %s are both meant for it: -m says which", a->file == NULL ? "stdin" : a->file, best->path,
		    a->rival->path);
	for (i = 0; i < a->n; i++)
		if (a->map[i] != best)
			map_close(a->map[i]);
	free(a->map);
	free(a);
	return best;
}
