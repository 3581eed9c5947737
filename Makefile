# sow - Unix tools for a statement of work.  make, make demo, make check

PREFIX = /usr/local
DESTDIR =
CC = gcc
CFLAGS = -O2 -g

VERSION = 0.1
PACKAGES = libcsv-dev libbsd-dev libutf8proc-dev zlib1g-dev pkg-config bats
PKGS = libbsd-overlay libutf8proc zlib

PROGRAMS = sow-list sow-due sow-ticket sow-report
# The floors of lib/, lowest first: a file uses only its own and those before it.
FLOORS = arena text encoding date period | column reader writer filter | option | \
	calendar schedule | title catalog | ledger | ticket audit | occurrence

HARDEN = -fstack-protector-strong -D_FORTIFY_SOURCE=2 -fPIE -fstack-clash-protection
WARN = -Wall -Wextra -Wshadow -Wconversion -Wno-sign-conversion -Wstrict-prototypes -Wvla -Wformat=2
SOW_CFLAGS = -std=c11 -D_GNU_SOURCE -Ilib $(WARN) $(HARDEN) -DSOW_VERSION='"$(VERSION)"' \
	-DSHAREDIR='"$(PREFIX)/share/sow"' $$(pkg-config --cflags $(PKGS))
SOW_LDFLAGS = -pie -Wl,-z,relro,-z,now -Wl,--as-needed
LIBS = -lcsv $$(pkg-config --libs $(PKGS))

B = build/plain
BIN = bin
LIB = $(patsubst %,$(B)/%.o,$(filter-out |,$(FLOORS)))

all: $(PROGRAMS:%=$(BIN)/%)

$(BIN)/%: $(B)/%.o $(B)/libsow.a
	@mkdir -p $(BIN)
	$(CC) $(CFLAGS) $(SOW_LDFLAGS) $(LDFLAGS) -o $@ $(filter %.o,$^) $(B)/libsow.a $(LIBS)

# A program that outgrew a file has siblings.
$(BIN)/sow-ticket: $(patsubst cmd/%.c,$(B)/%.o,$(wildcard cmd/sow-ticket-*.c))

$(B)/libsow.a: $(LIB)
	@rm -f $@
	$(AR) rcs $@ $^

$(B)/%.o: lib/%.c lib/sow.h
	@mkdir -p $(B)
	$(CC) $(SOW_CFLAGS) $(CFLAGS) -c -o $@ $<

$(B)/%.o: cmd/%.c lib/sow.h
	@mkdir -p $(B)
	$(CC) $(SOW_CFLAGS) $(CFLAGS) -c -o $@ $<
.PRECIOUS: $(B)/%.o
