/* atlas.h - the maps of a team, and which of them is meant for a file */
/* SPDX-License-Identifier: MIT */
#ifndef SOW_ATLAS_H
#define SOW_ATLAS_H

#include "heading.h"
#include "map.h"
#include "team.h"

/* Reads all maps of the team and all that are shipped, for a file, or NULL where it has no name.  Exits
 * 1 if one is bad. */
struct atlas *atlas_open(const struct team *, const char *file);
/* For a heading that is about an atlas: takes the first line that a map is meant for. */
heading_judge atlas_judge;
/* Returns that map, which the caller closes; NULL if there is none.  Exits 2 if another is meant for the
 * file just as well. */
struct map *atlas_close(struct atlas *);

#endif
