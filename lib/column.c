/* column.c - the names of all columns, what people call them, their types */
/* SPDX-License-Identifier: MIT */
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "date.h"
#include "period.h"
#include "column.h"

static const struct column columns[] = {
	/* the catalogue */
	{ "id", "ID", COLUMN_KEY },
	{ "no", "No.", COLUMN_TEXT },
	{ "major", "大分類", COLUMN_TEXT },
	{ "middle", "中分類", COLUMN_TEXT },
	{ "minor", "小分類", COLUMN_TEXT },
	{ "title", "件名", COLUMN_TEXT },
	{ "task", "実施内容", COLUMN_TEXT },
	{ "frequency", "実施頻度", COLUMN_FREQUENCY },
	{ "target", "対象", COLUMN_TEXT },
	{ "schedule", "予定", COLUMN_TEXT },
	{ "lead", "事前日数", COLUMN_NUMBER },
	{ "approval", "承認要否", COLUMN_TEXT },
	{ "restricted", "公開範囲", COLUMN_TEXT },
	{ "alias", "略称", COLUMN_TEXT },
	{ "part_of", "含まれる先", COLUMN_TEXT },
	{ "valid_from", "適用開始", COLUMN_DATE },
	{ "valid_to", "適用終了", COLUMN_DATE },
	{ "note", "備考", COLUMN_TEXT },
	/* what is due */
	{ "keys", "実施キー", COLUMN_TEXT },
	{ "state", "状態", COLUMN_STATE },
	{ "nominal", "基準日", COLUMN_DATE },
	{ "due", "予定日", COLUMN_DATE },
	{ "deadline", "期限", COLUMN_DATE },
	{ "ticket", "チケット", COLUMN_KEY },
	/* the ledger */
	{ "rev", "版", COLUMN_NUMBER },
	{ "batch", "組", COLUMN_NUMBER },
	{ "at", "記録日時", COLUMN_TIME },
	{ "by", "記録者", COLUMN_TEXT },
	{ "number", "番号", COLUMN_KEY },
	{ "status", "状況", COLUMN_STATUS },
	{ "requester", "依頼者", COLUMN_TEXT },
	{ "assignee", "担当", COLUMN_TEXT },
	{ "priority", "優先度", COLUMN_TEXT },
	{ "opened", "起票", COLUMN_TIME },
	{ "closed", "完了", COLUMN_TIME },
	{ "minutes", "工数（分）", COLUMN_NUMBER },
	{ "approved", "承認", COLUMN_TEXT },
	{ "parent", "親チケット", COLUMN_TEXT },
	{ "related", "関連チケット", COLUMN_TEXT },
	{ "part", "内訳", COLUMN_TEXT },
	{ "parts", "内訳完了", COLUMN_TEXT },
	{ "ref", "参照番号", COLUMN_TEXT },
	{ "link", "リンク", COLUMN_TEXT },
	{ "tags", "タグ", COLUMN_TEXT },
	{ "sum", "検査値", COLUMN_TEXT },
	/* the calendar and the contract */
	{ "date", "日付", COLUMN_DATE },
	{ "weekday", "曜日", COLUMN_TEXT },
	{ "name", "名称", COLUMN_TEXT },
	{ "from", "開始日", COLUMN_DATE },
	{ "to", "終了日", COLUMN_DATE },
	{ "login", "ログイン", COLUMN_TEXT },
	/* reports and differences */
	{ "carried", "繰越", COLUMN_NUMBER },
	{ "canceled", "取消・実施不要", COLUMN_NUMBER },
	{ "remaining", "残", COLUMN_NUMBER },
	{ "owed", "契約回数", COLUMN_NUMBER },
	{ "done", "期限内", COLUMN_NUMBER },
	{ "late", "期限後", COLUMN_NUMBER },
	{ "partial", "一部未実施", COLUMN_NUMBER },
	{ "waived", "実施不要", COLUMN_NUMBER },
	{ "na", "該当日なし", COLUMN_NUMBER },
	{ "missed", "未実施", COLUMN_NUMBER },
	{ "overdue", "期限超過", COLUMN_NUMBER },
	{ "pending", "見込", COLUMN_NUMBER },
	{ "rate", "実施率", COLUMN_NUMBER },
	{ "ontime", "期限内率", COLUMN_NUMBER },
	{ "total", "計", COLUMN_TEXT },
	{ "tickets", "件数", COLUMN_NUMBER },
	{ "verdict", "実施可否", COLUMN_TEXT },
	{ "section", "課題区分", COLUMN_TEXT },
	{ "class", "分類", COLUMN_TEXT },
	{ "impact", "影響度", COLUMN_TEXT },
	{ "policy", "対応方針", COLUMN_TEXT },
	{ "decision", "実施要否", COLUMN_TEXT },
	{ "approver", "判断者", COLUMN_TEXT },
	{ "decided", "判断日", COLUMN_DATE },
	{ "fix", "恒久対応", COLUMN_TEXT },
	{ "fixed", "恒久対応完了", COLUMN_TIME },
	{ "again", "再発", COLUMN_TEXT },
	{ "definition", "定義", COLUMN_TEXT },
	{ "previous", "前期", COLUMN_NUMBER },
	{ "difference", "増減", COLUMN_NUMBER },
	{ "extra", "臨時", COLUMN_TEXT },
	{ "content", "内容", COLUMN_TEXT },
	{ "times", "回数", COLUMN_NUMBER },
	{ "key", "キー", COLUMN_TEXT },
	{ "period", "対象期間", COLUMN_PERIOD },
	{ "days", "超過日数", COLUMN_NUMBER },
	{ "age", "経過日数", COLUMN_NUMBER },
	{ "moved", "変更後の予定日", COLUMN_DATE },
	{ "first", "初回", COLUMN_TIME },
	{ "last", "最終", COLUMN_TIME },
	{ "action", "対応内容", COLUMN_TEXT },
	{ "change", "区分", COLUMN_TEXT },
	{ "column", "項目", COLUMN_TEXT },
	{ "before", "変更前", COLUMN_TEXT },
	{ "after", "変更後", COLUMN_TEXT },
	{ "expected", "正しい形", COLUMN_TEXT },
	{ "values", "件名の値", COLUMN_TEXT },
	{ "reason", "理由", COLUMN_TEXT },
	{ "life", "経過", COLUMN_TEXT },
	{ "size", "大きさ", COLUMN_NUMBER },
	{ "sha256", "SHA-256", COLUMN_TEXT },
	{ "evidence", "証跡", COLUMN_TEXT },
	{ "check", "チェック", COLUMN_TEXT },
	{ "fit", "適合", COLUMN_NUMBER },
	{ "unfit", "非適合", COLUMN_NUMBER },
	{ "unknown", "不明", COLUMN_TEXT },
	{ "outside", "対象外", COLUMN_NUMBER },
	{ "all", "全数", COLUMN_NUMBER },
	{ "level", "程度", COLUMN_TEXT },
	{ "file", "ファイル", COLUMN_TEXT },
	{ "line", "行", COLUMN_NUMBER },
	{ "value", "値", COLUMN_TEXT },
	{ "message", "説明", COLUMN_TEXT },
	/* what was handed in */
	{ "layout", "様式", COLUMN_TEXT },
	{ "edition", "版数", COLUMN_TEXT },
	{ "ledger_revs", "台帳の行", COLUMN_TEXT },
	{ "recipient", "提出先", COLUMN_TEXT },
	{ "submitted", "提出日時", COLUMN_TIME },
	{ "received", "受領日", COLUMN_DATE },
	{ "receiver", "受領者", COLUMN_TEXT },
	{ "inspect_by", "検査期限", COLUMN_DATE },
	{ "inspected", "検査日", COLUMN_DATE },
	{ "inspector", "検査員", COLUMN_TEXT },
	{ "result", "結果", COLUMN_TEXT },
	/* registers, whose columns have no other names */
	{ "四半期", "四半期", COLUMN_PERIOD },
	{ "日時", "日時", COLUMN_TIME },
	{ "送付日", "送付日", COLUMN_DATE },
	{ "開始", "開始", COLUMN_DATE },
	{ "終了", "終了", COLUMN_DATE },
	{ "見直し日", "見直し日", COLUMN_DATE },
	{ "発生日", "発生日", COLUMN_DATE },
	{ "反映日", "反映日", COLUMN_DATE },
	{ "改訂日", "改訂日", COLUMN_DATE },
};

/* Other headers with the same meaning: those of the SOW, of the official holiday file, and others. */
static const struct {
	const char *label, *name;
} aliases[] = {
	{ "No", "no" },
	{ "小分類（SOW）", "minor" },
	{ "件名（チケットの題名）", "title" },
	{ "国民の祝日・休日月日", "date" },
	{ "国民の祝日・休日名称", "name" },
	{ "ステータス", "status" },
	{ "担当者", "assignee" },
	{ "起票日", "opened" },
	{ "完了日", "closed" },
	{ "期日", "due" },
	{ "氏名", "name" },
	{ "有効開始", "valid_from" },
	{ "有効終了", "valid_to" },
};

/* What people also type for a column in operands; it does not count in the header of a file. */
static const struct {
	const char *label, *name;
} typed[] = {
	{ "頻度", "frequency" },
	{ "区分", "section" }, /* where there is no change */
	{ "状態", "status" }, /* where there is no state */
	{ "内容", "task" },   /* where there is no content */
	{ "工数", "minutes" },
	{ "分", "minutes" },
	{ "min", "minutes" },
	{ "優先", "priority" },
	{ "キー", "keys" },
	{ "依頼元", "requester" },
	{ "問合せ元", "requester" },
	{ "対象ソフト", "target" },
	{ "受付手段", "channel" }, /* these two a team may add */
	{ "所属", "site" },
};

static const struct {
	enum column_type type;
	const char *word, *value;
} values[] = {
	{ COLUMN_FREQUENCY, "ondemand", "随時" },
	{ COLUMN_FREQUENCY, "weekly", "週次" },
	{ COLUMN_FREQUENCY, "biweekly", "隔週" },
	{ COLUMN_FREQUENCY, "monthly", "月次" },
	{ COLUMN_FREQUENCY, "quarterly", "四半期" },
	{ COLUMN_FREQUENCY, "half", "半期" },
	{ COLUMN_FREQUENCY, "yearly", "年次" },
	{ COLUMN_STATUS, "未着手", "open" },
	{ COLUMN_STATUS, "対応中", "doing" },
	{ COLUMN_STATUS, "保留", "hold" },
	{ COLUMN_STATUS, "完了", "done" },
	{ COLUMN_STATUS, "取消", "canceled" },
	{ COLUMN_STATUS, "実施不要（協議済）", "waived" },
	{ COLUMN_STATUS, "実施不要", "waived" },
	{ COLUMN_STATUS, "免除", "waived" }, /* as 0.1 printed it */
	{ COLUMN_STATUS, "無効", "void" },
	{ COLUMN_STATE, "実施不要（協議済）", "waived" },
	{ COLUMN_STATE, "実施不要", "waived" },
	{ COLUMN_STATE, "免除", "waived" },
	{ COLUMN_STATE, "一部未実施", "partial" },
	{ COLUMN_STATE, "完了", "done" },
	{ COLUMN_STATE, "遅延完了", "late" },
	{ COLUMN_STATE, "対象外", "n/a" },
	{ COLUMN_STATE, "期限超過", "overdue" },
	{ COLUMN_STATE, "未実施", "missed" },
	{ COLUMN_STATE, "予定超過", "behind" },
	{ COLUMN_STATE, "起票済", "open" },
	{ COLUMN_STATE, "要起票", "due" },
	{ COLUMN_STATE, "予定", "upcoming" },
	{ COLUMN_FINDING, "不一致", "differs" },
	{ COLUMN_FINDING, "表記ゆれ", "spelling" },
	{ COLUMN_FINDING, "重複", "duplicate" },
	{ COLUMN_FINDING, "キー不備", "no-key" },
	{ COLUMN_FINDING, "一致", "same" },
};

const struct column *
column_find(const char *header)
{
	size_t i;

	for (i = 0; i < sizeof(columns) / sizeof(*columns); i++)
		if (strcmp(header, columns[i].name) == 0 || strcmp(header, columns[i].label) == 0)
			return &columns[i];
	for (i = 0; i < sizeof(aliases) / sizeof(*aliases); i++)
		if (strcmp(header, aliases[i].label) == 0)
			return column_find(aliases[i].name);
	return NULL;
}

bool
column_typed(const char *word)
{
	size_t i;

	for (i = 0; i < sizeof(typed) / sizeof(*typed); i++)
		if (strcmp(typed[i].label, word) == 0)
			return true;
	return column_find(word) != NULL;
}

bool
column_is(const char *name, const char *header)
{
	const struct column *c = column_find(name);
	size_t i;

	if (strcmp(name, header) == 0 || (c != NULL && strcmp(c->label, header) == 0))
		return true;
	for (i = 0; i < sizeof(aliases) / sizeof(*aliases); i++)
		if (strcmp(aliases[i].label, header) == 0 && strcmp(aliases[i].name, name) == 0)
			return true;
	for (i = 0; i < sizeof(typed) / sizeof(*typed); i++)
		if (strcmp(typed[i].label, header) == 0 && strcmp(typed[i].name, name) == 0)
			return true;
	return false;
}

size_t
column_words(enum column_type type, const char **words, size_t max)
{
	size_t i, k, n = 0;

	for (k = 0; k < 2; k++) /* the values in cells, then the words for them */
		for (i = 0; i < sizeof(values) / sizeof(*values) && n < max; i++)
			if (values[i].type == type && (k == 1 || n == 0 || strcmp(words[n - 1], values[i].value) != 0))
				words[n++] = k == 0 ? values[i].value : values[i].word;
	return n;
}

const char *
column_name(const char *header)
{
	const struct column *c = column_find(header);

	return c == NULL ? header : c->name;
}

enum column_type
column_type(const char *name)
{
	const struct column *c = column_find(name);

	return c == NULL ? COLUMN_TEXT : c->type;
}

const char *
column_label(const char *name)
{
	const struct column *c = column_find(name);

	return c == NULL ? name : c->label;
}

bool
columns_are_ledger(const char *bytes, size_t n)
{
	static const char *const begins[] = { "rev,batch,at,by,id,status,keys,", "rev,at,by,id,status,keys," };
	size_t i, length;

	for (i = 0; i < sizeof(begins) / sizeof(*begins); i++) {
		length = strlen(begins[i]);
		if (n >= length && memcmp(bytes, begins[i], length) == 0)
			return true;
	}
	return false;
}

const char *
column_value(const char *name, const char *word)
{
	return column_word(column_type(name), word);
}

const char *
column_word(enum column_type type, const char *word)
{
	size_t i;

	for (i = 0; i < sizeof(values) / sizeof(*values); i++)
		if (values[i].type == type && strcasecmp(word, values[i].word) == 0)
			return values[i].value;
	return word;
}

static const char *
column_styled(enum column_type type, const char *cell, enum date_style style, char buf[DATE_TEXT * 2])
{
	char date[DATE_TEXT];
	int64_t us;
	size_t i;

	if (type == COLUMN_STATUS || type == COLUMN_STATE || type == COLUMN_FINDING) {
		for (i = 0; i < sizeof(values) / sizeof(*values); i++)
			if (values[i].type == type && strcmp(cell, values[i].value) == 0)
				return values[i].word;
	} else if ((type == COLUMN_DATE || type == COLUMN_TIME) &&
	    strlen(cell) >= strlen("2026-11-23") && cell[4] == '-' && time_parse(cell, DAY_MIN, &us)) {
		date_text(time_day(us), style, date);
		snprintf(buf, DATE_TEXT * 2, "%s%s%.5s", date, cell[10] == 'T' ? " " : "",
		    cell[10] == 'T' ? cell + 11 : "");
		return buf;
	}
	return cell;
}

const char *
column_person(enum column_type type, const char *cell, char buf[DATE_TEXT * 2])
{
	return column_styled(type, cell, DATE_SLASH, buf);
}

const char *
column_formal(enum column_type type, const char *cell, char buf[DATE_TEXT * 2])
{
	struct period p;

	if (type == COLUMN_PERIOD && period_parse(cell, DAY_MIN, &p))
		return period_formal(p, buf);
	return column_styled(type, cell, DATE_ERA_SHORT, buf);
}

/* The words of a ledger of a kind, and what they are to a header, which takes them for other columns. */
static const struct {
	const char *name, *label, *header;
} kind_words[] = {
	{ "requester", "起票者", "起票者" }, { "due", "期限", "deadline" }, { "note", "内容", "content" },
	{ "section", "区分", "change" },
};

const char *
column_kind_label(const char *name)
{
	size_t i;

	for (i = 0; i < sizeof(kind_words) / sizeof(*kind_words); i++)
		if (strcmp(kind_words[i].name, name) == 0)
			return kind_words[i].label;
	return column_label(name);
}

const char *
column_kind_name(const char *word)
{
	size_t i;

	for (i = 0; i < sizeof(kind_words) / sizeof(*kind_words); i++)
		if (strcmp(kind_words[i].label, word) == 0 || strcmp(kind_words[i].header, word) == 0)
			return kind_words[i].name;
	return word;
}

bool
column_is_team(const char *name)
{
	static const char *const team[] = {
		"section", "class", "impact", "policy", "decision", "layout", "period", "edition", "ledger_revs", "sha256",
		"recipient", "submitted", "received", "receiver", "inspect_by", "inspected", "inspector", "result",
	};
	size_t i;

	for (i = 0; i < sizeof(team) / sizeof(*team) && strcmp(team[i], name) != 0; i++)
		;
	return i < sizeof(team) / sizeof(*team);
}
