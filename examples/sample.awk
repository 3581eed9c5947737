# sample.awk - plan the year of sample: what is done on which day, as input of sow-ticket's verbs
#
# Input: the activities on demand, then the calendar. Output: a line for each open day with its weekday, the
# fifth open day after it and who has the desk. Each step of a day, as named in sample, gets the file
# dir/DAY.STEP.
BEGIN {
	FS = ","
	seed = 20260401
	header["new"] = "status,opened,closed,keys,title,requester,assignee,target,priority,due,minutes,parent,ref,link,tags,note"
	header["set"] = "id,priority,due,assignee,minutes,tags,note"
	header["close"] = "id,status,closed,minutes,note"
	users = split("yamada sato suzuki sato yamada suzuki tanaka", user, " ")
	split("北山高校 南山高校 東山中学校 西山小学校 洛北支援学校 桂高校 鴨沂中学校 伏見分校 教育総務課 学校教育課 =1+1 \"本庁,3階\"", requester, " ")
	split("Outlook Teams Windows11 Edge SKYSEA ApexOne OneDrive SharePoint", soft, " ")
	split("起動しない 落ちる ログインできない 動作が遅い 印刷できない 文字化け 同期しない 更新に失敗 画面が黒い 共有できない 通知が来ない 容量不足", what, " ")
	split("木村 林 清水 山口 森 池田 橋本 石川", person, " ")
	split("勉強会の準備 手順書の整理 倉庫の片付け 朝会 引継資料の作成 新人の教育", own, " ")
	split("高 中 低", priority, " ")
	split("再起動で復旧|プロファイルを再作成|設定を変更し、依頼者が確認|-1 と表示された値を修正|@全員 に周知した|利用者の\"操作\"を案内\n再発なし", action, "|")
	split("電話で状況を聞いた|添付を確認\n「\"エラー 0x80070005\"」と表示|=HYPERLINK(\"http://example.jp\",\"x\")|+81-75-000-0000 へ折り返し|現地で確認, 再現せず", remark, "|")
	heavy = " S13-01 S14-01 S10-01 S11-01 "
}

# The first file. An activity is listed as often as it is likely to be drawn.
NR == FNR && FNR > 1 {
	for (i = index(heavy, " " $1 " ") ? 16 : $4 == "" ? 1 : 2; i > 0; i--) {
		id[++activities] = $1
		title[activities] = $2
		target[activities] = $3
		needs[activities] = $4 != ""
	}
}

NR != FNR && $3 == "開" {
	day[++days] = $1
	weekday[days] = $2
}

function chance(n) { # from 0 to n - 1
	seed = seed * 16807 % 2147483647
	return int(seed / 2147483647 * n)
}

function percent(n) { return chance(100) < n }

function any(list, n) { return list[1 + chance(n)] }

function quoted(s) {
	if (s !~ /[",\n]/)
		return s
	gsub(/"/, "\"\"", s)
	return "\"" s "\""
}

# Add a row to the input of a step on the ith day, unless the year is over by then.
function plan(i, step, row) {
	if (i <= days)
		todo[i, step] = todo[i, step] row "\n"
}

# Return the title t with its places filled; on is the software that the work is about.
function filled(t, on, i,  month) {
	split(day[i], month, "-")
	sub(/年月/, month[1] "年" month[2] + 0 "月", t)
	sub(/ユーザ名/, any(person, 8), t)
	sub(/ソフト名|ログ名/, on, t)
	sub(/事象/, any(what, 12), t)
	return t
}

# Return the day on which the ledger gets what happened on the ith: the next fifth day, or the last of the year.
function session(i) {
	i += (5 - i % 5) % 5
	return i > days && i < days + 5 ? days : i
}

function moment(i, hour) { return day[i] sprintf("T%02d:%02d", hour, chance(60)) }

# Plan a new ticket. Without a ref it is a call that is over at once, and nothing can refer to it later.
function row(i, parent, ref,  over_at_once, a, on, cells) {
	over_at_once = ref == ""
	do a = 1 + chance(activities)
	while (over_at_once && needs[a])
	on = target[a] != "" && target[a] !~ /・/ ? target[a] : any(soft, 8)
	cells = percent(6) ? "," any(own, 6) : id[a] "," filled(title[a], on, i)
	needed = substr(cells, 1, 1) != "," && needs[a]
	cells = moment(i, 9 + chance(4)) "," (over_at_once ? moment(i, 13 + chance(4)) : "") "," cells
	cells = cells "," quoted(any(requester, 12)) "," (percent(30) ? any(person, 8) : "") "," on
	cells = cells "," (percent(40) ? any(priority, 3) : "") "," (percent(50) && i + 5 <= days ? day[i + 5] : "")
	cells = cells "," (over_at_once ? 5 + 5 * chance(5) : "") "," parent "," ref
	cells = cells "," (percent(5) ? "\\\\server\\share\\" i : "") "," (percent(4) ? "sow候補" : percent(5) ? "重要" : "")
	plan(session(i), "new", (over_at_once ? "done," : "open,") cells "," (percent(40) ? quoted(any(remark, 5)) : ""))
}

function changed(i, ref) {
	plan(i, "set", ref "," any(priority, 3) "," (percent(60) && i + 9 <= days ? day[i + 9] : "") "," any(person, 8) "," \
	    5 * (1 + chance(6)) "," (percent(10) ? "至急 sow候補" : "") "," quoted(any(remark, 5)))
}

# Plan that a ticket is closed on the ith day, by a row of a sheet or by a verb for several tickets.
function closed(i, ref) {
	if (i > days)
		return
	if (percent(60))
		plan(session(i), "close", ref ",done," moment(i, 13 + chance(4)) "," 10 + 5 * chance(20) "," quoted(any(action, 6)))
	else
		plan(session(i), session(i) % 10 ? "done" : "late", ref)
}

# Plan the life of a ticket: when it is started, put on hold, changed, ended and reopened.
function life(i, ref,  began, ended) {
	began = session(i)
	ended = i + 1 + (percent(12) ? 6 + chance(20) : chance(5))
	if (needed)
		plan(began, "approve", ref)
	if (needed || percent(80))
		plan(began, "start", ref)
	if (began % 10 && percent(20)) {
		plan(began, "hold", ref)
		plan(began + 5, "start", ref)
		ended += began + 5 - i
	} else if (began % 10 == 0 && percent(6))
		plan(began, "slip", ref)
	if (percent(75))
		changed(began + 5 * chance((session(ended) - began) / 5 + 1), ref)
	if (session(ended) % 10 && percent(8)) {
		plan(session(ended), "cancel", ref)
		return
	}
	if (i > days - 60 && percent(5))
		return
	closed(ended, ref)
	if (session(ended) % 20 == 0 && percent(20)) {
		plan(session(ended) + 5, "reopen", ref)
		if (session(ended) + 7 <= days)
			plan(session(session(ended) + 7), "done", ref)
	} else
		over[session(ended)] = ref
}

function written(  key, part, file) {
	for (key in todo) {
		split(key, part, SUBSEP)
		file = dir "/" day[part[1]] "." part[2]
		printf "%s\n%s", part[2] in header ? header[part[2]] : "id", todo[key] > file
		close(file)
	}
}

END {
	for (i = 1; i <= days; i++) {
		for (n = 4 + chance(8); n > 0; n--) {
			if (percent(25))
				row(i, "", "")
			else {
				ref = sprintf("T26-%04d", ++refs)
				row(i, percent(4) ? over[session(i) - 5] : "", ref)
				life(i, ref)
			}
		}
	}
	written()
	for (i = 1; i <= days; i++)
		print day[i], weekday[i], i + 5 <= days ? day[i + 5] : "2027-04-07", user[1 + i % users]
}
