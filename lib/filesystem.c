/* filesystem.c - whether locks hold where a file is */
/* SPDX-License-Identifier: MIT */
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <sys/vfs.h>

#include "message.h"
#include "filesystem.h"

/* f_type of statfs(2) on Linux, each number from the source of the file system. */
static const struct {
	uint32_t type;
	const char *name;
	enum trust trust;
} kinds[] = {
	{ 0x0000ef53, "ext4", LOCKS_HOLD }, { 0x58465342, "XFS", LOCKS_HOLD },
	{ 0x9123683e, "btrfs", LOCKS_HOLD }, { 0x01021994, "tmpfs", LOCKS_HOLD },
	{ 0x858458f6, "ramfs", LOCKS_HOLD }, { 0x2fc12fc1, "ZFS", LOCKS_HOLD },
	{ 0xf2f52010, "F2FS", LOCKS_HOLD }, { 0xca451a4e, "bcachefs", LOCKS_HOLD },
	{ 0x794c7630, "overlayfs", LOCKS_HOLD },
	{ 0xff534d42, N_("a Windows share (CIFS)"), LOCKS_BREAK }, { 0xfe534d42, N_("a Windows share (SMB)"), LOCKS_BREAK },
	{ 0x0000517b, N_("a Windows share (SMB)"), LOCKS_BREAK }, { 0x65735546, "FUSE", LOCKS_BREAK },
	{ 0x01021997, N_("9p (a Windows disk under WSL)"), LOCKS_BREAK },
	{ 0x786f4256, N_("a folder of VirtualBox (vboxsf)"), LOCKS_BREAK },
	{ 0x00006969, "NFS", LOCKS_UNKNOWN }, /* its mount options decide */
};
enum { NFS = 0x6969 };

/* What /proc/self/mountinfo has after " - " for the mount of the file: type, source and options. */
static bool
mount_options(int fd, char *options, size_t size)
{
	FILE *f = fopen("/proc/self/mountinfo", "re");
	unsigned major, minor;
	char *dash;
	struct stat st;
	bool found = false;

	if (f == NULL)
		return false;
	if (fstat(fd, &st) == 0)
		while (!found && fgets(options, (int)size, f) != NULL)
			found = sscanf(options, "%*d %*d %u:%u", &major, &minor) == 2 &&
			    major == major(st.st_dev) && minor == minor(st.st_dev);
	fclose(f);
	if (!found || (dash = strstr(options, " - ")) == NULL)
		return false;
	memmove(options, dash, strlen(dash) + 1);
	return true;
}

/* With nolock or local_lock no other host sees a lock. */
static enum trust
nfs_trust(int fd, const char **kind)
{
	char options[4096], *local;

	if (!mount_options(fd, options, sizeof(options)))
		return LOCKS_UNKNOWN;
	local = strstr(options, "local_lock=");
	if (strstr(options, "nolock") == NULL && (local == NULL || strncmp(local, "local_lock=none", 15) == 0))
		return LOCKS_HOLD;
	*kind = N_("NFS without locks (nolock, local_lock)");
	return LOCKS_BREAK;
}

enum trust
filesystem_trust(int fd, const char **kind)
{
	struct statfs fs;
	size_t i;

	*kind = N_("a file system that is not known here");
	if (fstatfs(fd, &fs) == -1)
		return LOCKS_UNKNOWN;
	for (i = 0; i < sizeof(kinds) / sizeof(*kinds); i++)
		if (kinds[i].type == (uint32_t)fs.f_type) {
			*kind = kinds[i].name;
			return kinds[i].type == NFS ? nfs_trust(fd, kind) : kinds[i].trust;
		}
	return LOCKS_UNKNOWN;
}

/* Where locks are known to break, two writers would destroy each other's rows. */
bool
filesystem_allows(int fd, const char *path, bool any)
{
	const char *kind;
	enum trust trust = filesystem_trust(fd, &kind);

	if (trust == LOCKS_BREAK && !any) {
		warnx("%s: on %s, where a lock may not hold (--force-fs): keep the ledger on a local disk, "
		    "and put only reports (-O) there; nothing saved", path, _(kind));
		return false;
	}
	if (trust == LOCKS_UNKNOWN)
		warnx("%s: on %s: cannot tell whether locks hold there", path, _(kind));
	return true;
}
