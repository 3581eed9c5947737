/* scan.c - a record at a glance: its separators, its quotes and its text, a block at a time */
/* SPDX-License-Identifier: MIT */
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "scan.h"

#if SCAN_SSE2
#include <emmintrin.h>

/* What is in a block: a bit for each byte, the lowest for the first. */
struct block {
	uint64_t delimiter, quote;
	uint64_t stop; /* LF, CR, NUL */
	bool doubtful; /* there are bytes that are, or may be, no UTF-8 */
};

/* What the blocks of a record before this one leave to it. */
struct carry {
	__m128i last;     /* the last bytes */
	uint64_t inside;  /* all ones within quotes */
	uint64_t between; /* 1 when the byte before it separates cells */
	uint64_t closed;  /* 1 when that byte is a closing quote */
};

static __m128i
load(const char *s)
{
	return _mm_loadu_si128((const __m128i *)(const void *)s);
}

static uint64_t
bits(__m128i v)
{
	return (uint64_t)(unsigned)_mm_movemask_epi8(v);
}

/*
 * Not zero where a byte is, or may be, wrong: it is right if it continues a sequence just where the one
 * or two before it want that.  C0 and C1 are left in doubt, and E0 and ED, after which not every byte may
 * follow; E1, which is rare, is taken for E0.  Leads of four bytes are found elsewhere.
 */
static __m128i
doubtful(__m128i v, __m128i one, __m128i two)
{
	__m128i wants = _mm_or_si128(_mm_subs_epu8(one, _mm_set1_epi8((char)0xc1)), _mm_subs_epu8(two, _mm_set1_epi8((char)0xdf)));
	__m128i continues = _mm_cmplt_epi8(v, _mm_set1_epi8((char)0xc0));
	__m128i wrong = _mm_cmpeq_epi8(_mm_cmpeq_epi8(wants, _mm_setzero_si128()), continues);
	__m128i odd = _mm_cmpeq_epi8(_mm_and_si128(v, _mm_set1_epi8((char)0xde)), _mm_set1_epi8((char)0xc0)); /* C0, C1, E0, E1 */

	return _mm_or_si128(wrong, _mm_or_si128(odd, _mm_cmpeq_epi8(v, _mm_set1_epi8((char)0xed))));
}

/* Are there bytes in the block at s that are, or may be, no UTF-8?  Of each column, greatest is the greatest. */
static bool
is_doubtful(const char *s, const __m128i *v, __m128i last, __m128i greatest)
{
	__m128i one = _mm_or_si128(_mm_slli_si128(v[0], 1), _mm_srli_si128(last, 15));
	__m128i two = _mm_or_si128(_mm_slli_si128(v[0], 2), _mm_srli_si128(last, 14));
	__m128i doubt = _mm_or_si128(doubtful(v[0], one, two), _mm_subs_epu8(greatest, _mm_set1_epi8((char)0xef)));
	int i;

#pragma GCC unroll 3
	for (i = 1; i < SCAN_BLOCK / 16; i++)
		doubt = _mm_or_si128(doubt, doubtful(v[i], load(s + i * 16 - 1), load(s + i * 16 - 2)));
	return bits(_mm_cmpeq_epi8(doubt, _mm_setzero_si128())) != 0xffff;
}

static uint64_t
find_quotes(const __m128i *v)
{
	uint64_t found = 0;
	int i;

#pragma GCC unroll 4
	for (i = 0; i < SCAN_BLOCK / 16; i++)
		found |= bits(_mm_cmpeq_epi8(v[i], _mm_set1_epi8('"'))) << i * 16;
	return found;
}

static uint64_t
find_stops(const __m128i *v)
{
	const __m128i lf = _mm_set1_epi8('\n'), cr = _mm_set1_epi8('\r');
	uint64_t found = 0;
	__m128i ends;
	int i;

#pragma GCC unroll 4
	for (i = 0; i < SCAN_BLOCK / 16; i++) {
		ends = _mm_or_si128(_mm_cmpeq_epi8(v[i], lf), _mm_cmpeq_epi8(v[i], cr));
		found |= bits(_mm_or_si128(ends, _mm_cmpeq_epi8(v[i], _mm_setzero_si128()))) << i * 16;
	}
	return found;
}

/* Is any byte so low?  Quotes and stops are among the lowest bytes, of which most blocks have none. */
static bool
reaches(__m128i least, char low)
{
	return bits(_mm_cmpeq_epi8(_mm_subs_epu8(least, _mm_set1_epi8(low)), _mm_setzero_si128())) != 0;
}

static struct block
look(const char *s, char delimiter, struct carry *carry)
{
	const __m128i d = _mm_set1_epi8(delimiter);
	__m128i v[SCAN_BLOCK / 16], least = _mm_set1_epi8((char)0xff), greatest = carry->last;
	struct block b = { 0 };
	int i;

#pragma GCC unroll 4
	for (i = 0; i < SCAN_BLOCK / 16; i++) {
		v[i] = load(s + i * 16);
		b.delimiter |= bits(_mm_cmpeq_epi8(v[i], d)) << i * 16;
		least = _mm_min_epu8(least, v[i]);
		greatest = _mm_max_epu8(greatest, v[i]);
	}
	if (reaches(least, '"')) {
		b.quote = find_quotes(v);
		b.stop = reaches(least, '\r') ? find_stops(v) : 0;
	}
	b.doubtful = bits(greatest) != 0 && is_doubtful(s, v, carry->last, greatest);
	carry->last = v[SCAN_BLOCK / 16 - 1];
	return b;
}

/* Each bit becomes the exclusive or of itself and all that are lower: ones from an opening quote
 * up to its closing one. */
static uint64_t
spread(uint64_t quotes)
{
	int i;

#pragma GCC unroll 6
	for (i = 1; i < SCAN_BLOCK; i *= 2)
		quotes ^= quotes << i;
	return quotes;
}

/* The bits up to the lowest that is set, with it; all if none is. */
static uint64_t
upto_first(uint64_t mask)
{
	return mask ^ (mask - 1);
}

/* Notes the line breaks within quotes; false if there is a NUL among them, where the bytes at hand end. */
static bool
note_breaks(uint64_t breaks, const char *s, size_t at, struct scan *scan)
{
	for (; breaks != 0; breaks &= breaks - 1) {
		scan->length = at + (size_t)__builtin_ctzll(breaks);
		if (s[scan->length] == '\0')
			return false;
		scan->broken = true;
	}
	return true;
}

/* Leaves the delimiters and stops outside quotes; false if a quote is not in its place.  A closing quote
 * and the opening one right after it are one that is doubled. */
static bool
weigh_quotes(struct block *b, const char *s, size_t at, struct carry *carry, struct scan *scan)
{
	uint64_t inside = spread(b->quote) ^ carry->inside, breaks = b->stop & inside, upto = upto_first(b->stop & ~inside);
	uint64_t opening = b->quote & upto & inside, closing = b->quote & upto & ~inside;
	uint64_t after = closing << 1 | carry->closed, between, ends;

	b->delimiter &= ~inside;
	b->stop &= ~inside;
	between = b->delimiter << 1 | carry->between;
	ends = b->delimiter | b->stop | opening;
	scan->quoted = scan->quoted || (b->quote & upto) != 0;
	scan->doubled = scan->doubled || (after & opening) != 0;
	if ((opening & ~(between | after)) != 0 || (after & upto & ~ends) != 0)
		return false;
	carry->inside = (uint64_t)0 - (inside >> 63);
	carry->closed = closing >> 63;
	return note_breaks(breaks & upto, s, at, scan);
}

/* Writes where the bits are, and returns how many. */
static size_t
place(uint64_t delimiters, size_t at, size_t *const to)
{
	size_t *next;

	for (next = to; delimiters != 0; delimiters &= delimiters - 1)
		*next++ = at + (unsigned)__builtin_ctzll(delimiters);
	return (size_t)(next - to);
}

/* The line ends at its stop, unless that is a NUL, or a CR after which an LF may come. */
static bool
end_line(const char *s, size_t at, struct scan *scan)
{
	scan->length = at;
	scan->whole = at + (s[at] == '\r' && s[at + 1] == '\n' ? 2 : 1);
	return s[at] == '\n' || (s[at] == '\r' && s[at + 1] != '\0');
}

bool
scan_record(const char *s, char delimiter, struct scan *scan)
{
	struct carry carry = { .last = _mm_setzero_si128(), .between = 1 };
	uint64_t quote;
	struct block b;
	size_t at;

	scan->n = scan->length = 0;
	scan->quoted = scan->doubled = scan->broken = false;
	scan->text = true;
	for (at = 0; scan->n + SCAN_BLOCK <= scan->max; at += SCAN_BLOCK) {
		b = look(s + at, delimiter, &carry);
		quote = b.quote & upto_first(b.stop);
		if ((quote | carry.inside | carry.closed) != 0 && !weigh_quotes(&b, s, at, &carry, scan))
			return false;
		scan->n += place(b.delimiter & upto_first(b.stop), at, scan->delimiter + scan->n);
		scan->text = scan->text && !b.doubtful;
		carry.between = b.delimiter >> 63;
		if (b.stop != 0)
			return end_line(s, at + (size_t)__builtin_ctzll(b.stop), scan);
	}
	return false;
}

/* Not zero where a byte is one that scan_copy stops at. */
static __m128i
is_escaped(__m128i v)
{
	static const char all[] = { '"', '\\', 0x7f, (char)0xc2, (char)0xd8, (char)0xe2 };
	__m128i odd = _mm_cmpeq_epi8(_mm_min_epu8(v, _mm_set1_epi8(0x1f)), v);
	size_t i;

#pragma GCC unroll 6
	for (i = 0; i < sizeof(all); i++)
		odd = _mm_or_si128(odd, _mm_cmpeq_epi8(v, _mm_set1_epi8(all[i])));
	return odd;
}

size_t
scan_copy(char *to, const char *s, size_t n)
{
	__m128i v;
	size_t i;

	if (n < sizeof(v))
		return 0;
	for (i = 0; i < n; i += sizeof(v)) {
		i = i + sizeof(v) <= n ? i : n - sizeof(v); /* the last block begins within the one before it */
		v = load(s + i);
		if (bits(is_escaped(v)) != 0)
			return i;
		_mm_storeu_si128((__m128i *)(void *)(to + i), v);
	}
	return n;
}

#else

size_t
scan_copy(char *to, const char *s, size_t n)
{
	(void)to;
	(void)s;
	(void)n;
	return 0;
}

bool
scan_record(const char *s, char delimiter, struct scan *scan)
{
	(void)s;
	(void)delimiter;
	scan->n = scan->length = 0;
	return false;
}

#endif
