/* argv-ledger.c - the ledgers that a command line may write to, and the bytes that they begin with */
/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>
#include <err.h>

#include "argv.h"
#include "fuzz.h"

struct ledger_file ledgers[LEDGERS] = {
	{ .path = "tickets.csv" }, { .path = "other.csv" }, { .path = "sub/tickets.csv" },
};

static struct {
	char *bytes;
	size_t n;
} saved;

bool
ledger_file_look(struct ledger_file *f)
{
	struct ledger_file was = *f;
	struct stat st;
	char *text;
	size_t n;

	f->size = stat(f->path, &st) == -1 ? -1 : st.st_size;
	f->inode = f->size == -1 ? 0 : st.st_ino;
	if (f->size == was.size && f->inode == was.inode)
		return false;
	f->rev = 0;
	if (f->size == -1)
		return true;
	text = whole_file_read(f->path, &n);
	for (n -= n > 0; n > 0 && text[n - 1] != '\n'; n--)
		;
	f->rev = strtoull(text + n, NULL, 10);
	free(text);
	return true;
}

void
ledger_files_save(void)
{
	saved.bytes = whole_file_read(ledgers[0].path, &saved.n);
	ledger_file_look(&ledgers[0]);
	if (ledgers[0].rev < 10)
		errx(1, "%s/team/%s: %llu rows are too few to begin with", campaign.top, ledgers[0].path, ledgers[0].rev);
}

void
ledger_files_restore(void)
{
	char before[64];
	size_t i;

	whole_file_write("tickets.csv", saved.bytes, saved.n);
	whole_file_write("other.csv", saved.bytes, saved.n);
	whole_file_write("copy.csv", saved.bytes, saved.n);
	unlink("sub/tickets.csv");
	for (i = 0; i < LEDGERS; i++) {
		snprintf(before, sizeof(before), "%s.before-restore", ledgers[i].path);
		unlink(before);
		ledger_file_look(&ledgers[i]);
	}
}
