/* title.h - templates such as インシデント（ソフト名：事象） */
/* SPDX-License-Identifier: MIT */
#ifndef SOW_TITLE_H
#define SOW_TITLE_H

#include <stdbool.h>
#include <stddef.h>

enum place { PLACE_MONTH, PLACE_DAY, PLACE_WHAT, PLACE_SOFT, PLACE_USER, PLACE_LOG, PLACES };
struct title {
	const char *template;
	size_t head; /* bytes before （ */
	enum place part[PLACES];
	size_t n;    /* 0: the template is the title */
};
enum { TITLE_CHARS = 255 };

bool title_parse(const char *template, struct title *); /* false: （事象：何か） has no such place */
const char *place_name(enum place); /* ソフト名 */
bool place_find(const char *name, enum place *); /* ソフト名 soft */
bool title_is_closed(const char *template); /* has each （ its ）? */
const char *title_problem(const char *title); /* blank or too long; NULL if neither */
/* The title, which the caller frees; NULL and the message in *problem when a value is missing or
 * cannot be in a title. */
char *title_render(const struct title *, char *const value[PLACES], const char **problem);
/* The inverse; the caller frees the values, also after false. */
bool title_match(const struct title *, const char *, char *value[PLACES]);
bool title_fits(const struct title *, const char *); /* the same, without the values */
/* The title as the template writes it, if only width and spelling differ; else NULL. The caller
 * frees it. */
char *title_suggest(const struct title *, const char *);

#endif
