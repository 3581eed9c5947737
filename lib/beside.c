/* beside.c - what lies beside a ledger and may hold its text */
/* SPDX-License-Identifier: MIT */
#include <dirent.h>
#include <libgen.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "memory.h"
#include "beside.h"

/* NAME.torn, NAME.Ab12Cd left by a killed process, .sow-note.Ab12Cd left by -E, and the copies
 * that people, editors and restore make: all of them may hold old text. */
static bool
is_beside(const char *entry, const char *name)
{
	static const char note[] = ".sow-note";
	static const char *const endings[] = {
		"~", ".torn", ".restore", ".before-restore", ".before-upgrade", ".bak", ".orig", ".old", ".swp",
	};
	size_t n = strlen(name), i;

	if (strncmp(entry, note, strlen(note)) == 0)
		return true;
	if (*entry == '.' || *entry == '#') /* .tickets.csv.swp, #tickets.csv# */
		entry++;
	if (strncmp(entry, name, n) != 0 || entry[n] == '\0')
		return false;
	entry += n;
	for (i = 0; i < sizeof(endings) / sizeof(*endings); i++)
		if (strcmp(entry, endings[i]) == 0)
			return true;
	return strcmp(entry, "#") == 0 || (*entry == '.' && strlen(entry) == 7 && strchr(entry + 1, '.') == NULL);
}

char **
ledger_beside(const char *path)
{
	char *copy = memory_text(path), *other = memory_text(path), *dir, **found = NULL;
	struct dirent **entry;
	int n, i, kept = 0;

	dir = dirname(copy);
	n = scandir(dir, &entry, NULL, alphasort);
	if (n >= 0)
		found = memory_zeros((size_t)n + 1, sizeof(*found));
	for (i = 0; i < n; i++) {
		if (is_beside(entry[i]->d_name, basename(other)))
			found[kept++] = memory_format("%s/%s", dir, entry[i]->d_name);
		free(entry[i]);
	}
	if (n >= 0)
		free(entry);
	free(copy);
	free(other);
	return found;
}
