/* xml.h - the elements of an XML member, step by step */
/* SPDX-License-Identifier: MIT */
#ifndef SOW_XML_H
#define SOW_XML_H

#include <stdbool.h>
#include <stddef.h>

#include "archive.h"

/* What is called on the way; end and text may be NULL.  Names are without their prefixes.  The attributes are
 * names and values in turn, up to NULL. */
struct xml_calls {
	void (*start)(void *, const char *name, const char **attributes);
	void (*end)(void *, const char *name);
	void (*text)(void *, const char *, size_t n);
};
/* Reads a member.  A DOCTYPE, more than XML_DEPTH elements within each other, a tag of more than XML_TAG bytes
 * and names that take 16 MiB are refused, as is what is not well-formed: exits 1. */
enum { XML_DEPTH = 64, XML_TAG = 1024 * 1024 };
struct xml *xml_open(struct archive *, const char *member, const struct xml_calls *, void *argument);
bool xml_step(struct xml *); /* reads another block, and calls; false after the last */
/* What is called may end this step early, when it has made enough of the block; the next goes on with it. */
void xml_pause(struct xml *);
size_t xml_bytes(const struct xml *); /* that were read so far */
/* Within a call: where the tag or text begins in the member, in bytes, and how many they are: for the end of
 * an element without one, 0 behind it. */
size_t xml_at(const struct xml *);
size_t xml_size(const struct xml *);
/* Exits 1 if the member, of which these are the bytes, cannot be edited in them: it is not in UTF-8, or the
 * tag at that place has a prefix. */
void xml_editable(const struct xml *, const struct bytes *, size_t at, const char *tag);
void xml_close(struct xml *);
void xml_read(struct archive *, const char *member, const struct xml_calls *, void *argument); /* all of it */
/* The value of an attribute, or NULL. */
const char *xml_attribute(const char **attributes, const char *name);

#endif
