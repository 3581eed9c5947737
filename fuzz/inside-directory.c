/* inside-directory.c - make the team's directory, and one that stands in for the shipped files */
/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <err.h>

#include "inside.h"
#include "fuzz.h"

struct team team;
struct plan base;

static char *home, *desk; /* the directory of shipped files, and in it that of the team */

/* These are small, because they are read for every input; the shipped files have a thousand rows. */
static const struct {
	const char *name, *shipped;
} files[TEAM_FILES] = {
	{ "sow.csv",
	    "id,title,frequency,target,schedule,lead,valid_from,valid_to\n"
	    "A-1,点検（年月日）,隔週,,翌週月曜,2,2025-05-08,\n"
	    "B-1,定例チェック（年月）,月次,WSUS,第5営業日,7,,2026-09-10\n"
	    "B-1,定例チェック（年月）,月次,WSUS,末日 後ろ倒し,7,2026-09-11,\n"
	    "B-2,報告（年月）,月次,,翌月第3営業日,7,,\n"
	    "C-1,更新（ソフト名）,四半期,Office,翌期 10日,14,,\n"
	    "D-1,棚卸,半期,,9月・3月 25日 前倒し 期限,30,,\n"
	    "E-1,契約,年次,,2027/04/15 60日前,90,,\n"
	    "F-1,インシデント（ソフト名：事象）,随時,,,,,\n" },
	{ "holidays.csv",
	    "date,name\n2025-01-01,元日\n2026-01-01,元日\n2026-11-23,勤労感謝の日\n2027-01-01,元日\n"
	    "2027-05-03,憲法記念日\n2028-01-01,元日\n2029-01-01,元日\n" },
	{ "closed.csv", "date,state,name\n8月13日..8月15日,閉,夏季\n2026-12-29,開,当番\n" },
	{ "contract.csv", NULL },
	{ "staff.csv", NULL },
	{ "syukujitsu.csv", NULL },
};

void
directory_open(void)
{
	const char *parent = getenv("TMPDIR");
	char *path;
	size_t i;

	home = memory_format("%s/sow-inside.XXXXXX", parent != NULL ? parent : "/dev/shm");
	if (mkdtemp(home) == NULL)
		err(1, "%s", home);
	desk = memory_format("%s/team", home);
	if (mkdir(desk, 0700) == -1)
		err(1, "%s", desk);
	for (i = 0; i < TEAM_FILES && files[i].shipped != NULL; i++) {
		path = memory_format("%s/%s", home, files[i].name);
		whole_file_write(path, files[i].shipped, strlen(files[i].shipped));
		free(path);
	}
	team = (struct team){ .directory = desk, .share = home,
	    .today = day_of(2026, 11, 24), .now = day_of(2026, 11, 24) * DAY_US };
	base = plan_open(ground_open(&team), NULL, team.today);
}

void
directory_close(void)
{
	char *path;
	size_t i;

	if (home == NULL)
		return;
	for (i = 0; i < TEAM_FILES; i++) {
		path = memory_format("%s/%s", desk, files[i].name);
		unlink(path);
		free(path);
		path = memory_format("%s/%s", home, files[i].name);
		unlink(path);
		free(path);
	}
	if (rmdir(desk) == -1 || rmdir(home) == -1)
		err(1, "%s", home);
}

char *
directory_path(size_t which)
{
	return memory_format("%s/%s", desk, files[which].name);
}
