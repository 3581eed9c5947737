/* chance.c - random numbers by xorshift, which draws the same ones on every machine */
/* SPDX-License-Identifier: MIT */
#include "fuzz.h"

static uint64_t state = 88172645463325252u;

void
chance_seed(uint64_t seed)
{
	state ^= seed * 0x9e3779b97f4a7c15u;
	state += state == 0; /* xorshift never leaves zero */
}

size_t
chance_below(size_t n)
{
	state ^= state << 13;
	state ^= state >> 7;
	state ^= state << 17;
	return (size_t)(state % n);
}
