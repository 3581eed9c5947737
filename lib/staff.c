/* staff.c - staff.csv: the 氏名 of a login */
/* SPDX-License-Identifier: MIT */
#include <pwd.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "message.h"
#include "memory.h"
#include "arena.h"
#include "text.h"
#include "column.h"
#include "reader.h"
#include "team.h"
#include "staff.h"

/* The logins and their names read so far. */
struct staff {
	struct arena arena;
	struct person {
		const char *login, *name;
		size_t line;
	} *person;
	size_t n;
};

static const struct person *
staff_find(const struct staff *s, const char *login)
{
	size_t i;

	for (i = 0; i < s->n; i++)
		if (strcmp(s->person[i].login, login) == 0)
			return &s->person[i];
	return NULL;
}

static void
staff_add(struct staff *s, struct reader *r, const struct row *row, const char *login, const char *name)
{
	const struct person *same = staff_find(s, login);

	if (text_blank(login) || text_blank(name)) {
		reader_reject(r, row, text_blank(login) ? N_("no login for the name '%s'") : N_("%s has no name"),
		    text_blank(login) ? name : login);
		return;
	}
	if (same != NULL) {
		reader_reject(r, row, "%s is already %s (line %zu)", login, same->name, same->line);
		return;
	}
	s->person = memory_array(s->person, s->n + 1, sizeof(*s->person));
	s->person[s->n++] = (struct person){ arena_text(&s->arena, login, strlen(login)),
		arena_text(&s->arena, name, strlen(name)), row->line };
}

char *
staff_name(const struct team *t, const char *login)
{
	char *path = team_path(t, "staff.csv"), *name = NULL;
	struct staff s = { .n = 0 };
	const struct person *p;
	struct reader *r;
	struct row row;
	size_t i, j;

	if (path == NULL)
		return NULL;
	r = reader_open(path, (struct reader_options){ .mode = READER_TABLE });
	i = reader_column(r, "login");
	j = reader_column(r, "name");
	if (i == COLUMN_NONE || j == COLUMN_NONE)
		errx(1, "%s: no columns 'login' and 'name'", path);
	while (reader_next(r, &row))
		staff_add(&s, r, &row, row.cell[i], row.cell[j]);
	reader_close(r);
	if ((p = staff_find(&s, login)) != NULL)
		name = memory_text(p->name);
	free(s.person);
	arena_free(&s.arena);
	free(path);
	return name;
}

const char *
staff_author(const struct team *t)
{
	const char *login = getenv("SOW_USER"), *name;
	struct passwd *pw;

	if (login != NULL && *login != '\0') {
		if (text_blank(login))
			errx(2, "SOW_USER is blank");
		if (!text_valid(login, strlen(login)))
			errx(2, "SOW_USER is not UTF-8");
	} else if ((pw = getpwuid(getuid())) == NULL) {
		errx(1, "no login name for user %ld (set SOW_USER)", (long)getuid());
	} else {
		login = pw->pw_name;
	}
	/* A login that staff.csv does not list serves as the name. */
	name = staff_name(t, login);
	return name == NULL ? login : name;
}
