/* encoding.c - the encoding of bytes, and their conversion to UTF-8 (iconv) */
/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <iconv.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "message.h"
#include "memory.h"
#include "text.h"
#include "cp932.h"
#include "encoding.h"

/* CP932, never SHIFT_JIS, which rejects 髙 ～ ① and breaks backslashes. */
static const char *const names[] = {
	[ENC_UTF8] = "UTF-8",
	[ENC_CP932] = "CP932",
	[ENC_UTF16LE] = "UTF-16LE",
	[ENC_UTF16BE] = "UTF-16BE",
	[ENC_EUCJP] = "EUC-JP",
	[ENC_JIS] = "ISO-2022-JP",
};

struct decoder {
	iconv_t cd;
	size_t unit; /* bytes that are skipped where nothing can be decoded */
};

const char *
encoding_name(enum encoding e)
{
	return names[e];
}

bool
encoding_parse(const char *name, enum encoding *e)
{
	size_t i;

	for (i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (strcasecmp(name, names[i]) == 0) {
			*e = (enum encoding)i;
			return true;
		}
	if (strcasecmp(name, "UTF8") == 0)
		*e = ENC_UTF8;
	else if (strcasecmp(name, "SJIS") == 0 || strcasecmp(name, "SHIFT_JIS") == 0)
		*e = ENC_CP932;
	else if (strcasecmp(name, "UTF-16") == 0)
		*e = ENC_UTF16LE;
	else
		return false;
	return true;
}

size_t
encoding_mark(const char *s, size_t n, enum encoding *e)
{
	if (n >= 3 && memcmp(s, "\xef\xbb\xbf", 3) == 0) {
		*e = ENC_UTF8;
		return 3;
	}
	if (n >= 2 && memcmp(s, "\xff\xfe", 2) == 0) {
		*e = ENC_UTF16LE;
		return 2;
	}
	if (n >= 2 && memcmp(s, "\xfe\xff", 2) == 0) {
		*e = ENC_UTF16BE;
		return 2;
	}
	/* In Latin text without a mark every other byte is NUL. */
	if (n >= 4 && s[0] != 0 && s[1] == 0 && s[2] != 0 && s[3] == 0)
		*e = ENC_UTF16LE;
	else if (n >= 4 && s[0] == 0 && s[1] != 0 && s[2] == 0 && s[3] != 0)
		*e = ENC_UTF16BE;
	return 0;
}

static bool
line_fits(struct decoder *d, char *s, size_t n)
{
	char out[4096], *in = s, *o;
	size_t left;

	iconv(d->cd, NULL, NULL, NULL, NULL);
	while (n > 0) {
		o = out;
		left = sizeof(out);
		if (iconv(d->cd, &in, &n, &o, &left) == (size_t)-1 && errno != E2BIG)
			return false;
	}
	return true;
}

static bool
bytes_fit(const char *s, size_t n, enum encoding e)
{
	struct decoder *d = decoder_open(e);
	bool fit = line_fits(d, (char *)(uintptr_t)s, n);

	decoder_close(d);
	return fit;
}

/* Neither fits: takes the one that breaks fewer lines, which the reader reports. */
static enum encoding
judge_lines(const char *s, size_t n)
{
	struct decoder *d = decoder_open(ENC_CP932);
	size_t utf8 = 0, cp932 = 0, len;
	const char *lf, *p;

	for (p = s; p < s + n; p += len) {
		lf = memchr(p, '\n', (size_t)(s + n - p));
		len = lf == NULL ? (size_t)(s + n - p) : (size_t)(lf - p) + 1;
		utf8 += !text_valid(p, len);
		cp932 += !line_fits(d, (char *)(uintptr_t)p, len);
	}
	decoder_close(d);
	return cp932 < utf8 ? ENC_CP932 : ENC_UTF8;
}

/* Are there ESC $ B, ESC $ @ or ESC ( J, as in old mail, and nothing beyond ASCII? */
static bool
has_escapes(const char *s, size_t n)
{
	const char *end = s + n, *escape;
	size_t i;

	for (i = 0; i < n; i++)
		if ((signed char)s[i] < 0)
			return false;
	for (; (escape = memchr(s, 0x1b, (size_t)(end - s))) != NULL && end - escape >= 3; s = escape + 1)
		if ((escape[1] == '$' && (escape[2] == 'B' || escape[2] == '@')) || (escape[1] == '(' && escape[2] == 'J'))
			return true;
	return false;
}

bool
encoding_judge(const char *s, size_t n, enum encoding *e)
{
	bool eucjp, cp932;

	*e = has_escapes(s, n) ? ENC_JIS : ENC_UTF8;
	if (text_valid(s, n))
		return true;
	eucjp = bytes_fit(s, n, ENC_EUCJP);
	cp932 = bytes_fit(s, n, ENC_CP932);
	*e = cp932 ? ENC_CP932 : eucjp ? ENC_EUCJP : judge_lines(s, n);
	return !cp932 || !eucjp;
}

const char *
encoding_foreign(const char *s, size_t n)
{
	static const struct {
		const char *bytes, *what;
	} kinds[] = {
		{ "\xd0\xcf\x11\xe0", N_("an old workbook (.xls), or one with a password: save it as .xlsx without a password") },
		{ "%PDF", N_("a PDF, not CSV") },
		{ "<!DO", N_("HTML, not CSV") }, { "<!do", N_("HTML, not CSV") }, { "<htm", N_("HTML, not CSV") },
		{ "<HTM", N_("HTML, not CSV") }, { "<tab", N_("HTML, not CSV") }, { "<TAB", N_("HTML, not CSV") },
		{ "<met", N_("HTML, not CSV") }, { "<hea", N_("HTML, not CSV") }, { "<?xm", N_("XML, not CSV") },
		{ "{\\rt", N_("RTF, not CSV") },
		{ "{\"", N_("JSON, not CSV") }, { "[{", N_("JSON, not CSV") },
	};
	size_t i, length;

	if (n >= 3 && memcmp(s, "\xef\xbb\xbf", 3) == 0) {
		s += 3;
		n -= 3;
	}
	for (i = 0; i < sizeof(kinds) / sizeof(*kinds); i++) {
		length = strlen(kinds[i].bytes);
		if (n >= length && memcmp(s, kinds[i].bytes, length) == 0)
			return kinds[i].what;
	}
	return NULL;
}

struct decoder *
decoder_open(enum encoding e)
{
	struct decoder *d = memory_zeros(1, sizeof(*d));
	d->cd = cp932_iconv("UTF-8", names[e]);
	d->unit = e == ENC_UTF16LE || e == ENC_UTF16BE ? 2 : 1;
	return d;
}

void
decoder_close(struct decoder *d)
{
	if (d == NULL)
		return;
	iconv_close(d->cd);
	free(d);
}

size_t
decoder_run(struct decoder *d, const char *in, size_t *n, bool last, char *out)
{
	char *src = (char *)(uintptr_t)in, *dst = out;
	size_t left = *n, room = *n * 3;

	while (left > 0 && iconv(d->cd, &src, &left, &dst, &room) == (size_t)-1) {
		if (errno == EINVAL && !last)
			break; /* the rest of the character comes with the next block */
		/* FF is not UTF-8 either, so the reader rejects the row. */
		*dst++ = '\xff';
		room--;
		src += left < d->unit ? left : d->unit;
		left -= left < d->unit ? left : d->unit;
	}
	*n = left;
	return (size_t)(dst - out);
}
