/* ical - reads an iCalendar with libical and prints what it understood, a row an event */
/* SPDX-License-Identifier: MIT */
#include <libical/ical.h>
#include <stdio.h>

static char *
get_line(char *s, size_t size, void *f)
{
	return fgets(s, (int)size, f);
}

int
main(void)
{
	icalparser *parser = icalparser_new();
	icalcomponent *calendar, *event;
	struct icaltimetype from, to, stamp;
	int bad;

	icalparser_set_gen_data(parser, stdin);
	if ((calendar = icalparser_parse(parser, get_line)) == NULL)
		return 1;
	bad = icalcomponent_count_errors(calendar) > 0 || icalrestriction_check(calendar) == 0;
	for (event = icalcomponent_get_first_component(calendar, ICAL_VEVENT_COMPONENT); event != NULL;
	    event = icalcomponent_get_next_component(calendar, ICAL_VEVENT_COMPONENT)) {
		from = icalcomponent_get_dtstart(event);
		to = icalcomponent_get_dtend(event);
		stamp = icalcomponent_get_dtstamp(event);
		printf("%s|%04d-%02d-%02d|%d|%02d:%02d%s|%s|%s\n", icalcomponent_get_uid(event), from.year,
		    from.month, from.day, to.day, stamp.hour, stamp.minute, stamp.zone != NULL ? "Z" : "",
		    icalcomponent_get_summary(event), from.is_date && to.is_date ? "all day" : "");
	}
	icalcomponent_free(calendar);
	icalparser_free(parser);
	return bad;
}
