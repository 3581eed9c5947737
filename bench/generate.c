/* generate KIND ROWS - rows to measure with: the same bytes for the same operands, whatever the machine */
/* SPDX-License-Identifier: MIT */
#include <err.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

/*
 *   plain    columns of a ticket list; no cell is quoted
 *   quoted   the same rows, every cell quoted
 *   hostile  quotes, commas, line breaks, formulas and controls of direction in quoted cells; CRLF
 *   ledger   a sound tickets.csv of ten years, of which one row in twenty has a quoted cell
 *
 * A ledger has three rows a ticket.  They are written in blocks, for work overlaps: so many
 * tickets are opened, then begun, then done; every fiftieth stays as it is.  Recurring work is spread
 * over the years, with a key a week and a key a month.
 */

enum {
	BLOCK = 100,          /* tickets that overlap */
	YEARS = 10, FIRST_YEAR = 2017,
	WEEKS = 52, MONTHS = 12,
	YEAR_KEYS = WEEKS + MONTHS,
};

static const char *const places[] = { "北山高等学校", "南丘高等学校", "西京支援学校", "東山中学校", "教育庁指導部ICT教育推進課" };
static const char *const people[] = { "山田太郎", "鈴木花子", "佐藤一郎", "田中 実", "高橋あゆみ", "伊藤 健" };
static const char *const targets[] = { "Windows11", "Outlook", "SKYSEA", "ApexOne", "M365" };

#define PICK(list, i) list[(i) % (sizeof(list) / sizeof(*(list)))]

/* ---- rows of an export ---- */

enum { ROW_TEXT = 512 };

/* No cell has a comma in it. */
static const char *
row_text(long i, char buf[ROW_TEXT])
{
	snprintf(buf, ROW_TEXT, "%ld,%s,インシデント（%s：起動しない %ld）,2026-%02ld-%02ldT%02ld:00:00,%s,%s,%s,PC-%06ld,20.%ld.%02ld,%ld,"
	    "再起動の後、動作を確認した。利用者に説明し、手順書の第%ld章を案内した",
	    i, i % 10 == 0 ? "open" : "done", PICK(targets, i), i, i % 12 + 1, i % 28 + 1, i % 24, PICK(places, i),
	    PICK(people, i), PICK(targets, i), i, 600 + i % 20, i % 50, i % 90, i % 30);
	return buf;
}

static void
plain_row(long i)
{
	char row[ROW_TEXT];

	puts(row_text(i, row));
}

static void
quoted_row(long i)
{
	char row[ROW_TEXT];
	const char *s;

	putchar('"');
	for (s = row_text(i, row); *s != '\0'; s++)
		if (*s == ',')
			fputs("\",\"", stdout);
		else
			putchar(*s);
	puts("\"");
}

static void
hostile_row(long i)
{
	static const char *const cells[] = {
		"\"\"\"引用\"\"、\"\"二重\"\"\"", "\"1 行目\n2 行目,\n\"", "\"=HYPERLINK(\"\"http://example.jp\"\")\"", "\"@SUM(1,2)\"",
		"\"\xe2\x80\xae逆向き\xe2\x80\xac\"", "\"①㈱髙﨑～―\"", "\",,,,,,,,\"", "\"\"\"\"\"\"\"\"",
	};

	printf("%ld,%s,%s,%s,\"%s\",%s,,PC-%06ld,%s,-%ld,%s\r\n", i, i % 10 == 0 ? "open" : "done", PICK(cells, i),
	    PICK(cells, i / 3), PICK(places, i), PICK(cells, i / 5), i, PICK(cells, i / 7), i % 90, PICK(cells, i / 11));
}

static void
print_rows(void (*print_row)(long), const char *line_end, long rows)
{
	long i;

	printf("id,status,title,opened,requester,assignee,target,host,version,minutes,note%s", line_end);
	for (i = 1; i <= rows; i++)
		print_row(i);
}

static void print_plain(long rows) { print_rows(plain_row, "\n", rows); }
static void print_quoted(long rows) { print_rows(quoted_row, "\n", rows); }
static void print_hostile(long rows) { print_rows(hostile_row, "\r\n", rows); }

/* ---- a ledger ---- */

struct moment {
	int year, month, day, hour, minute, second;
};

/* The moment of row i of n, which share ten years of twelve months of 28 days evenly: no two of 10,000,000 have the same. */
static struct moment
moment_of(long i, long n)
{
	long long second = (long long)YEARS * MONTHS * 28 * 86400 * i / (n + 1), day = second / 86400;

	return (struct moment){ FIRST_YEAR + (int)(day / 28 / MONTHS), (int)(day / 28 % MONTHS) + 1, (int)(day % 28) + 1,
	    (int)(second / 3600 % 24), (int)(second / 60 % 60), (int)(second % 60) };
}

/* The cells keys and title of recurring work: the weeks of a year, then its months. */
static void
print_recurring(long i, char *s, size_t size)
{
	int year = FIRST_YEAR + (int)(i / YEAR_KEYS), n = (int)(i % YEAR_KEYS);

	if (n < WEEKS)
		snprintf(s, size, "S03-01@%d-W%02d,週次定例会（%d年第%d週）", year, n + 1, year, n + 1);
	else
		snprintf(s, size, "S03-02@%d-%02d,月次報告会（%d年%d月）", year, n - WEEKS + 1, year, n - WEEKS + 1);
}

/* The cells from keys to target of a ticket.  Where it reaches the next key of the ten years, it takes it. */
static void
print_work(long ticket, long tickets, char *s, size_t size)
{
	long long keys = (long long)YEARS * YEAR_KEYS, key = keys * (ticket - 1) / tickets;
	const char *place = PICK(places, ticket), *person = PICK(people, ticket), *target = PICK(targets, ticket);
	char work[128];

	if (keys * ticket / tickets > key) {
		print_recurring((long)key, work, sizeof(work));
		target = "";
	} else
		snprintf(work, sizeof(work), "S13-01,インシデント（%s：起動しない %ld）", target, ticket);
	snprintf(s, size, "%s,%s,%s,%s", work, place, person, target);
}

enum { MOMENT_TEXT = 80 };

static const char *
moment_text(struct moment m, char text[MOMENT_TEXT])
{
	snprintf(text, MOMENT_TEXT, "%d-%02d-%02dT%02d:%02d:%02d", m.year, m.month, m.day, m.hour, m.minute, m.second);
	return text;
}

/* The row with its sum.  step says which row of the ticket it is, first is the rev of the first. */
static void
ledger_row(long rev, long rows, int step, long first)
{
	long ticket = first / BLOCK / 3 * BLOCK + (first - 1) % BLOCK + 1, tickets = rows / 3 + BLOCK;
	char row[1024], work[256], now[MOMENT_TEXT], opened[MOMENT_TEXT];
	int n;

	print_work(ticket, tickets, work, sizeof(work));
	moment_text(moment_of(rev, rows), now);
	moment_text(moment_of(first, rows), opened);
	n = snprintf(row, sizeof(row), "%ld,%ld,%s.%06ld,user%ld,%ld,%s,%s,%s,%s,,%s,%s,,,,,,,,%s", rev, rev, now, rev % 1000000, rev % 7, first,
	    step == 0 ? "open" : step == 1 ? "doing" : "done", work, step == 0 ? "" : "2", opened, step == 2 ? now : "", step == 2 ? "25" : "",
	    rev % 20 == 0 ? "\"再起動し、\"\"動作\"\"を確認, 説明した\"" : "再起動の後、動作を確認し、利用者に説明した");
	printf("%s,%08lx\n", row, crc32_z(0, (const unsigned char *)row, (size_t)n));
}

static void
print_ledger(long rows)
{
	long rev;

	puts("rev,batch,at,by,id,status,keys,title,requester,assignee,target,priority,opened,due,closed,minutes,approved,parent,"
	    "related,part,ref,link,tags,note,sum");
	for (rev = 1; rev <= rows; rev++) {
		int step = (int)((rev - 1) / BLOCK % 3);
		long first = rev - (long)step * BLOCK;

		ledger_row(rev, rows, step == 2 && first % 50 == 0 ? 1 : step, first);
	}
}

static const struct kind {
	const char *name;
	void (*print)(long rows);
} kinds[] = { { "plain", print_plain }, { "quoted", print_quoted }, { "hostile", print_hostile }, { "ledger", print_ledger } };

int
main(int argc, char *argv[])
{
	const char *error = NULL;
	long rows = argc == 3 ? strtonum(argv[2], 1, 100000000, &error) : 0;
	size_t i;

	if (argc != 3 || error != NULL)
		errx(2, "usage: generate plain|quoted|hostile|ledger ROWS");
	for (i = 0; i < sizeof(kinds) / sizeof(*kinds); i++)
		if (strcmp(kinds[i].name, argv[1]) == 0) {
			kinds[i].print(rows);
			if (fflush(stdout) != 0)
				err(1, "stdout");
			return 0;
		}
	errx(2, "no kind %s", argv[1]);
}
