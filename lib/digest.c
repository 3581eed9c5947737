/* digest.c - SHA-256 of files, by libmd */
/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <fcntl.h>
#include <sha2.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "digest.h"

static const char *
digest_text(SHA2_CTX *c, char hex[DIGEST_TEXT])
{
	uint8_t sum[SHA256_DIGEST_LENGTH];
	size_t i;

	SHA256Final(sum, c);
	for (i = 0; i < sizeof(sum); i++)
		snprintf(hex + 2 * i, 3, "%02x", sum[i]);
	return hex;
}

const char *
digest_bytes(const void *bytes, size_t n, char hex[DIGEST_TEXT])
{
	SHA2_CTX c;

	SHA256Init(&c);
	SHA256Update(&c, bytes, n);
	return digest_text(&c, hex);
}

bool
digest_file(const char *path, char hex[DIGEST_TEXT], uint64_t *size)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK), error;
	uint8_t buf[65536];
	struct stat st;
	ssize_t n = -1;
	SHA2_CTX c;

	if (fd == -1)
		return false;
	SHA256Init(&c);
	*size = 0;
	if (fstat(fd, &st) == 0 && !S_ISREG(st.st_mode))
		errno = EINVAL;
	else
		while ((n = read(fd, buf, sizeof(buf))) > 0) {
			SHA256Update(&c, buf, (size_t)n);
			*size += (uint64_t)n;
		}
	error = errno;
	close(fd);
	errno = error;
	digest_text(&c, hex);
	return n == 0;
}
