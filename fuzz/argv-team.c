/* argv-team.c - make the team: a directory with good and bad files and a small ledger */
/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <err.h>

#include "argv.h"
#include "fuzz.h"
#include "memory.h"

#define FILE_OF(name, bytes) { name, bytes, sizeof(bytes) - 1 }
#define ACTIVITIES \
	"X01-01,20,追加,仮,仮,追加対応（事象）,試しの作業,随時,,,,,,pw;touch${IFS}x,,,\n" \
	"X01-02,20,追加,仮,仮,追加点検（年月）,=1+1,月次,NAS,第5営業日 期限,3,,,%s%n,,,\n" \
	"X01-03,20,追加,仮,仮,追加申請（ソフト名：ユーザ名）,\"a \"\"b\"\", c\",随時,,,,要,,$(touch x),,,\n" \
	"X01-04,20,追加,仮,仮,追加棚卸,改める,四半期,,翌月10日 後ろ倒し,,,,,,2026-12-31,\n" \
	"X01-04,20,追加,仮,仮,追加棚卸（新）,改めた,四半期,,末日,,,,,2027-01-01,,\n"

static const struct file {
	const char *name, *bytes;
	size_t n;
} files[] = {
	FILE_OF("stream.csv", "id,status,keys,title,due,opened,closed\n1,open,S03-01@2026-W48,x,2026-11-27,2026-11-24,\n"
	    "2,done,S13-01,\"a,\"\"b\",,2026-11-24,2026-11-24\n"),
	FILE_OF("closed.csv", "date,state,name\n2026-11-27,閉,停電\n12月29日..1月3日,,\n2026-12-19,開,\"臨時, \"\"x\"\"\"\n"),
	FILE_OF("staff.csv", "login,name\nfuzz,不明　太郎\nroot,\"a \"\"b\"\"\"\n"),
	FILE_OF("contract.csv", "name,from,to\nKPBE,2025-04-01,2027-03-31\n"),
	FILE_OF("layouts/mine.csv", "報告,{期間},{期},{年月},{年度},{作成日},{和暦作成日}\n[summary],major,opened=新規\n"
	    "[plan+1],due=日,title,state\n[closed-1],title,action,closed\n"),
	FILE_OF("layouts/bad.csv", "{nosuch},%s%n\n[plan+999999999999],due\n"),
	FILE_OF("layouts/wide.csv", ",,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,x\n[plan+1000],title\n"),
	FILE_OF("maps/mine.csv", "to,from,rule,when,else\ntitle,件名,,,\nref,管理番号,,,\nopened,受付日,,,\nstatus,状態,const done,状態=済,\nstatus,状態,,,\n"),
	FILE_OF("checks/mine.csv", "check,level,column,op,value,when,message\na,,#1,not empty,,,\nb,大,#2,unique,,,\"{x=1}, \"\"y\"\"\"\n"
	    "b,,#1,within,30,,\nc,,#1,>= number,@#2,#1!=2,\n"),
	FILE_OF("parts.csv", "part,target,minutes\nsrv1,NAS,\nsrv2,,5\n\"s,3\",\"\",\n"),
	FILE_OF("ids.csv", "1\n2\n#3\n"),
	FILE_OF("keys.csv", "S09-01@2026-12\nS09-03@2026-12\n"),
	FILE_OF("sheet.csv",
	    "\357\273\277\"ID\",\"期日\",\"優先度\",\"備考\"\r\n\"1\",\"2026/12/10\",\"高\",\"a\r\nb\"\r\n\"2\",\"\",\"\",\"\"\r\n"),
	FILE_OF("old.csv", "管理番号,件名,状態,依頼元,担当,受付日,完了日,工数,対応内容\r\n"
	    "A-1,インシデント（Teams：落ちる）,クローズ,南山高校,佐藤,2026/11/20,2026/11/20,20,再起動\r\n"),
	FILE_OF("rest.csv", "管理番号,件名,状態,依頼元,担当,受付日,完了日,工数,対応内容,keys,values,parent,target\r\n"
	    "A-2,\"a \"\"b\",未対応,,,2026/11/20,,,,S13-01,プリンタ：動かない,,\r\nA-3,x,,,,11/20,,x,,,,,\r\n"
	    "A-4,定例チェック（2026年9月）,クローズ,,,2026/9/1,2026/9/7,60,,,,A-2,\r\nA-5,インシデント(a:b),,,,2026/9/1,,,,,,,\r\n"
	    "A-6,定例チェック（2026年9月）,クローズ,,,2026/9/1,2026/9/7,60,,,,,SKYSEA\r\n,,,,,,,,,,,,\r\n,z,,,,2026/9/1,,,,,,,\r\n"
	    "A-7,追加申請（NAS：佐藤）,,,,2026/9/1,,-1,\033,,,,\r\nA-8,z,,,,2027/9/1,,,,,,,\r\nA-8,z,,,,2026/9/1,,,,S99,,,\r\n"
	    "1,z,done,,,2026/9/1,,,,-,,,\r\nA-1,y,,,,2026/1/1,,,,-,,,\r\n"),
	FILE_OF("note.txt", "一行目\r\n\r\n　二行目\t\"x\"\n"),
	FILE_OF("cp932.txt", "\215\304\213\116\223\256\r\n\203\145\203\130\203\147\r\n"),
	FILE_OF("empty.csv", ""),
	FILE_OF("garbage.csv", "\"\000\377,\n\033[2J,\"\"\"\n\342\200\256,\302\205\n\r\r,\"x\n"),
	FILE_OF("torn.csv", "id,keys,title,due\n1,S09-01@2026-12,\"never closed\n2,x\n3,\377,y,z,too,many\n"),
};
enum { NFILES = sizeof(files) / sizeof(*files) };

/* The command lines that begin the ledger. Some of them must be refused and leave no row. */
static const char *const beginning[][9] = {
	{ "sow-ticket", "init", "--with=site" },
	{ "sow-ticket", "new", "inc", "Outlook", "起動しない", "requester=佐藤　太郎", "note=a \"b\", c", "ref=K-1" },
	{ "sow-ticket", "new", "pw", "note=\033[2J" },
	{ "sow-ticket", "new", "pw", "site=北山", "note=\342\200\256逆\342\200\254 \342\201\246x\342\201\251" },
	{ "sow-ticket", "new", "pw;touch${IFS}x", "a　b", "note=='%s%n'", "min=5" },
	{ "sow-ticket", "new", "fix", "\342\200\256x", "tags=sow候補", "due=12/1" },
	{ "sow-ticket", "new", "S09-01@2026-11", "note=　全角　" },
	{ "sow-ticket", "set", "5", "keys=S09-01@2026-11 S09-02@2026-11 S09-03@2026-11" },
	{ "sow-ticket", "new", "other", "掲示板の移行", "requester=\"x\"" },
	{ "sow-ticket", "new", "--each=parts.csv", "--parent=1" },
	{ "sow-ticket", "new", "pw", "--done", "min=5", "note=済\342\200\250二行目" },
	{ "sow-ticket", "hold", "2", "--until=12/1", "--for=vendor" },
	{ "sow-ticket", "new", "--each=parts.csv", "--parent=4" },
};

static void
make_catalog(void)
{
	static const char added[] = ACTIVITIES;
	char *path = memory_format("%s/sow.csv", campaign.share), *text, *all;
	size_t n;

	text = whole_file_read(path, &n);
	all = memory_format("%s%s", text, added);
	whole_file_write("sow.csv", all, n + sizeof(added) - 1);
	free(path);
	free(text);
	free(all);
}

/* Let the programs print the files that are streams from one to another. */
static void
make_streams(void)
{
	const char *rows[] = { word_format("%s/sow-due", campaign.bin), "-p", "2026-12", NULL };
	const char *sheet[] = { word_format("%s/sow-ticket", campaign.bin), "list", "-a", "-o", "cp932", "--subst=?", NULL };

	if (command_run(rows, "empty.csv") != 0 || rename("out", "rows.csv") == -1)
		errx(1, "sow-due prints no rows (see %s/team/err)", campaign.top);
	if (command_run(sheet, "empty.csv") != 0 || rename("out", "cp932.csv") == -1)
		errx(1, "sow-ticket prints no sheet (see %s/team/err)", campaign.top);
}

static void
make_ledger(void)
{
	const char *argv[10];
	size_t i, j;
	int code;

	for (i = 0; i < sizeof(beginning) / sizeof(*beginning); i++) {
		memset(argv, 0, sizeof(argv));
		for (j = 1; beginning[i][j] != NULL; j++)
			argv[j] = beginning[i][j];
		argv[0] = word_format("%s/%s", campaign.bin, beginning[i][0]);
		if ((code = command_run(argv, "empty.csv")) > 2)
			command_fail(argv, "empty.csv", "exit code %d while the ledger is begun", code);
	}
	ledger_files_save();
}

void
team_make(void)
{
	static const char *const dirs[] = { "team", "team/sub", "team/layouts", "team/maps", "team/checks" };
	size_t i;

	if (mkdtemp(campaign.top) == NULL || chdir(campaign.top) == -1)
		err(1, "%s", campaign.top);
	for (i = 0; i < sizeof(dirs) / sizeof(*dirs); i++)
		if (mkdir(dirs[i], 0700) == -1)
			err(1, "%s/%s", campaign.top, dirs[i]);
	if (chdir("team") == -1 || symlink("tickets.csv", "link.csv") == -1 || symlink("nowhere.csv", "dangling") == -1)
		err(1, "%s/team", campaign.top);
	for (i = 0; i < NFILES; i++)
		whole_file_write(files[i].name, files[i].bytes, files[i].n);
	make_catalog();
	make_ledger();
	make_streams();
	ledger_files_restore();
}
