/* file.c - read and write whole files */
/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <sys/stat.h>
#include <err.h>

#include "fuzz.h"
#include "memory.h"

char *
whole_file_read(const char *path, size_t *n)
{
	FILE *f = fopen(path, "re");
	struct stat st;
	char *bytes;

	if (f == NULL || fstat(fileno(f), &st) == -1)
		err(1, "%s", path);
	bytes = memory_array(NULL, (size_t)st.st_size + 1, 1);
	*n = fread(bytes, 1, (size_t)st.st_size, f);
	if (ferror(f))
		err(1, "%s", path);
	bytes[*n] = '\0';
	fclose(f);
	return bytes;
}

void
whole_file_write(const char *path, const char *bytes, size_t n)
{
	FILE *f = fopen(path, "we");

	if (f == NULL || fwrite(bytes, 1, n, f) != n || fclose(f) != 0)
		err(1, "%s", path);
}
