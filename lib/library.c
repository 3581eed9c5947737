/* library.c - a library that is loaded when it is first needed */
/* SPDX-License-Identifier: MIT */
#include <dlfcn.h>
#include <string.h>

#include "message.h"
#include "library.h"

void
library_load(const char *file, const char *package, const char *const *names, void *functions, size_t n)
{
	void *library = dlopen(file, RTLD_NOW | RTLD_LOCAL), *function;
	size_t i;

	if (library == NULL)
		errx(1, "a workbook (.xlsx) needs %s, which is not installed (sudo apt install %s)", file, package);
	for (i = 0; i < n; i++) {
		if ((function = dlsym(library, names[i])) == NULL)
			errx(1, "%s: %s is missing: another version?", file, names[i]);
		memcpy((char *)functions + i * sizeof(function), &function, sizeof(function));
	}
}
