/* chance.c - chance: xorshift, which draws the same numbers on every machine */
/* SPDX-License-Identifier: MIT */
#include "fuzz.h"

static uint64_t state = 88172645463325252u;

void
chance_seed(uint64_t seed)
{
	state ^= seed * 0x9e3779b97f4a7c15u;
	state += state == 0; /* from which nothing but zeros would follow */
}

size_t
chance_below(size_t n)
{
	state ^= state << 13;
	state ^= state >> 7;
	state ^= state << 17;
	return (size_t)(state % n);
}
