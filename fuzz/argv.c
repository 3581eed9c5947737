/* argv.c - hostile command lines must not make the four programs crash, hang or do harm
 *
 * fuzz-argv [-l] BIN SHARE N [SEED]: make a small team in a scratch directory, and run N command
 * lines there that are drawn from a grammar. With -l, messages may hold any bytes. The same seed
 * draws the same lines. */
/* SPDX-License-Identifier: MIT */
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
#include <err.h>

#include "argv.h"
#include "fuzz.h"
#include "memory.h"

enum {
	AFRESH = 50, /* after so many lines the ledgers are restored */
	OFTEN = 10,  /* after so many lines one is verified even if unchanged */
};

struct campaign campaign = { .top = "/tmp/sow-argv.XXXXXX", .seed = 1 };

static int
remove_one(const char *path, const struct stat *st, int type, struct FTW *at)
{
	(void)st;
	(void)type;
	(void)at;
	return remove(path);
}

static size_t
try_lines(size_t count)
{
	size_t accepted = 0, i;
	struct line l;
	off_t size[LEDGERS];
	int code;

	for (campaign.number = 1; campaign.number <= count; campaign.number++) {
		if (campaign.number % AFRESH == 0)
			ledger_files_restore();
		for (i = 0; i < LEDGERS; i++)
			size[i] = ledgers[i].size;
		line_draw(&l);
		code = command_run(l.word, l.input);
		accepted += code == 0;
		verdict_on_line(&l, code);
		for (i = 0; i < LEDGERS; i++) {
			if (ledgers[i].size != size[i] || (campaign.number % OFTEN == 0 && campaign.number / OFTEN % LEDGERS == i))
				verdict_on_ledger(&l, &ledgers[i]);
		}
	}
	return accepted;
}

static size_t
read_arguments(int argc, char **argv)
{
	size_t count;
	int c;

	while ((c = getopt(argc, argv, "l")) != -1)
		campaign.lenient = campaign.lenient || c == 'l';
	argc -= optind;
	argv += optind;
	if (argc < 3 || argc > 4 || (count = strtoul(argv[2], NULL, 10)) < 1)
		errx(2, "usage: fuzz-argv [-l] BIN SHARE N [SEED]");
	if ((campaign.bin = realpath(argv[0], NULL)) == NULL || (campaign.share = realpath(argv[1], NULL)) == NULL)
		err(1, "%s, %s", argv[0], argv[1]);
	campaign.keeper = memory_format("%s/sow-ticket", campaign.bin);
	if (argc == 4)
		campaign.seed = strtoull(argv[3], NULL, 10);
	return count;
}

int
main(int argc, char **argv)
{
	size_t count = read_arguments(argc, argv), accepted;

	chance_seed(campaign.seed);
	child_environment(campaign.share, "2026-11-24T10:00");
	setenv("VISUAL", "echo 追記 >>", 1);
	team_make();
	accepted = try_lines(count);
	printf("fuzz-argv: %zu command lines, %zu accepted\n", count, accepted);
	if (accepted * 3 < count)
		errx(1, "fewer than a third were accepted: the grammar is too wild (%s)", campaign.top);
	return chdir("/") == 0 && nftw(campaign.top, remove_one, 16, FTW_DEPTH | FTW_PHYS) == 0 ? 0 : 1;
}
