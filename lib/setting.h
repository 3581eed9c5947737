/* setting.h - NAME=VALUE: what {NAME} stands for in a text */
/* SPDX-License-Identifier: MIT */
#ifndef SOW_SETTING_H
#define SOW_SETTING_H

#include <stdbool.h>
#include <stddef.h>

#include "arena.h"

struct settings {
	struct setting {
		char *name;
		const char *value;
		bool used;
	} *setting; /* n of them */
	size_t n;
};

/* Adds what was typed; false if it is not NAME=VALUE or the name is there already. */
bool setting_add(struct settings *, const char *typed);
/* The text with what each {NAME} stands for, in the arena.  {NAME=VALUE} has a value of its own, for
 * when the name is not set; the braces of a regular expression, such as {3,}, are left.  NULL if a
 * name has no value, or there are no settings; *missing is then the name, in the arena. */
const char *settings_fill(struct settings *, const char *text, struct arena *, const char **missing);
const char *settings_unused(const struct settings *); /* the name of one that no text had, or NULL */
void settings_close(struct settings *);

#endif
