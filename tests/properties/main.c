/* main.c - properties ROUNDS | bench: check what must hold for every year, ledger and calendar */
/* SPDX-License-Identifier: MIT */
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <err.h>

#include "property.h"

enum { SHOWN = 20 };

static int failures;

void
broken(const char *format, ...)
{
	va_list ap;

	if (failures++ >= SHOWN)
		return;
	va_start(ap, format);
	vwarnx(format, ap);
	va_end(ap);
}

int
chance_below(struct chance *c, int n)
{
	uint64_t z = c->state += UINT64_C(0x9e3779b97f4a7c15);

	z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
	return (int)((z ^ z >> 31) % (uint64_t)n);
}

struct team
team_new(void)
{
	const char *parent = getenv("TMPDIR");
	struct team o = { .share = getenv("SOW_SHARE") };
	char *dir;

	if (asprintf(&dir, "%s/sow-properties.XXXXXX", parent != NULL ? parent : "/tmp") == -1 ||
	    mkdtemp(dir) == NULL)
		err(1, "mkdtemp");
	o.directory = dir;
	return o;
}

void
team_write(const struct team *o, const char *name, const char *text)
{
	char *path = team_file(o, name);
	FILE *f = fopen(path, "w");

	if (f == NULL || fputs(text, f) == EOF || fclose(f) != 0)
		err(1, "%s", path);
	free(path);
}

void
team_remove(const struct team *o)
{
	static const char *const files[] = { "sow.csv", "closed.csv", "contract.csv", "tickets.csv" };
	char *path;
	size_t i;

	for (i = 0; i < sizeof(files) / sizeof(*files); i++) {
		path = team_file(o, files[i]);
		unlink(path);
		free(path);
	}
	rmdir(o->directory);
	free((char *)(uintptr_t)o->directory);
}

int
main(int argc, char **argv)
{
	const char *error = NULL;
	int rounds = 0;

	if (argc == 2 && strcmp(argv[1], "bench") == 0) {
		bench_occurrences();
		return 0;
	}
	if (argc == 2)
		rounds = (int)strtonum(argv[1], 1, 1000000, &error);
	if (rounds == 0)
		errx(2, "usage: properties ROUNDS | bench");
	check_scans(rounds);
	check_texts(rounds);
	check_dates();
	check_holidays();
	check_rules();
	check_stamps(rounds);
	check_cells();
	check_strays();
	check_titles(rounds);
	check_tickets(rounds);
	check_plans(rounds);
	check_ledgers(rounds);
	printf("properties: %d rounds, %d broken\n", rounds, failures);
	return failures > 0;
}
