/* sow-report-form-margin.c - the headers and footers of a form */
/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "sow-report-form.h"

/* Adds what a name stands for, in which & is doubled, since it would begin a code there. */
static void
add_value(struct bytes *out, const char *text)
{
	for (; *text != '\0'; text++)
		bytes_add(out, *text == '&' ? "&&" : text, *text == '&' ? 2 : 1);
}

/* Does it end in the size of a font, &12, which a digit would make another size?  && is no code. */
static bool
ends_in_size(const struct bytes *out)
{
	size_t digits = 0, ands = 0;

	while (digits < out->n && strchr("0123456789", out->s[out->n - 1 - digits]) != NULL)
		digits++;
	while (digits + ands < out->n && out->s[out->n - 1 - digits - ands] == '&')
		ands++;
	return digits > 0 && ands % 2 == 1;
}

/* The header with its names replaced, of which only what they stand for is new.  The caller frees it. */
static char *
expand_margin(struct workform *f, const struct form_sheet *s, const char *at)
{
	struct bytes out = { 0 };
	const char *open, *close;
	char *name, *made;

	for (; (open = strchr(at, '{')) != NULL && (close = strchr(open, '}')) != NULL; at = close + 1) {
		bytes_add(&out, at, (size_t)(open - at));
		name = memory_span(open, (size_t)(close + 1 - open));
		made = form_expand(f, form_spot(f, s, 0, 0), name);
		if (*made >= '0' && *made <= '9' && ends_in_size(&out))
			bytes_add(&out, " ", 1); /* as Excel does */
		add_value(&out, made);
		free(name);
		free(made);
	}
	bytes_add(&out, at, strlen(at) + 1);
	return out.s;
}

void
form_fill_margins(struct workform *f, struct form_sheet *s)
{
	char *text, at[SPOT_TEXT];
	size_t i;

	for (i = 0; i < s->grid->nmargins; i++) {
		form_refuse_stray(f, form_spot(f, s, 0, 0), s->grid->margin[i].text);
		text = expand_margin(f, s, s->grid->margin[i].text);
		if (!f->checks && strcmp(text, s->grid->margin[i].text) != 0) {
			if (text_units(text) > SHEET_MARGIN)
				errx(1, "%s: Excel would cut more than 255 characters", spot_text(form_spot(f, s, 0, 0), at));
			fill_margin(s->grid, i, text);
		}
		free(text);
	}
}
