/* origin.c - names that tell files apart */
/* SPDX-License-Identifier: MIT */
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "memory.h"
#include "origin.h"

/* The part of a path that tells files apart: the name without its ending, or that of the folder. */
static char *
path_part(const char *path, bool folder)
{
	const char *slash = strrchr(path, '/'), *name = slash == NULL ? path : slash + 1, *dot;
	const char *start;

	if (!folder) {
		dot = strrchr(name, '.');
		return memory_span(name, dot == NULL || dot == name ? strlen(name) : (size_t)(dot - name));
	}
	if (slash == NULL)
		return memory_text(".");
	for (start = slash; start > path && start[-1] != '/'; start--)
		;
	return memory_span(start, (size_t)(slash - start));
}

static bool
all_differ(char *const *word, size_t n)
{
	size_t i, k;

	for (i = 0; i < n; i++)
		for (k = 0; k < i; k++)
			if (strcmp(word[i], word[k]) == 0)
				return false;
	return true;
}

char **
origins_name(char *const *file, size_t n)
{
	char **name = memory_zeros(n, sizeof(*name));
	int way;
	size_t i;

	for (way = 0; way < 3; way++) {
		for (i = 0; i < n; i++) {
			free(name[i]);
			name[i] = way == 2 ? memory_text(file[i]) : path_part(file[i], way == 1);
		}
		if (all_differ(name, n))
			break;
	}
	return name;
}
