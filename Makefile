# sow - Unix tools for a statement of work.  make, make demo, make check

PREFIX = /usr/local
DESTDIR =
CC = gcc
CFLAGS = -O2 -g

VERSION = 0.3
# What is built and tested does not depend on the language of the person who does it.
export LC_ALL = C.UTF-8
PACKAGES = gcc libc6-dev libcsv-dev libbsd-dev libmd-dev libutf8proc-dev libdeflate-dev zlib1g-dev libxlsxwriter-dev libzip-dev libexpat1-dev pkg-config bats \
	gettext libical-dev strace mandoc zip unzip
PKGS = libbsd-overlay libutf8proc libdeflate zlib

PROGRAMS = sow-list sow-due sow-ticket sow-report sow-conv sow-recon sow-check
PAGES = $(foreach s,1 5 7,$(patsubst man/%,man$(s)/%,$(wildcard man/*.$(s))))
MANDIR = $(DESTDIR)$(PREFIX)/share/man
COMPLETIONDIR = $(DESTDIR)$(PREFIX)/share/bash-completion/completions
SHARE = $(DESTDIR)$(PREFIX)/share/sow
# The floors of lib/, lowest first: a file may use its own floor and those before it.
FLOORS = message nearest trial memory arena index family file digest scan window spool library origin text cp932 encoding civil date stamp number period key status serial cell | column address display stderr excel | archive xml package texts styles grid fill book source line record records heading reader format table sheet proof workbook dialect ics writer shares filter | team | \
	staff stakeholder software dictionary folders rule rules map mapping atlas conversion demand setting checklist exclusion calendar schedule contract | title catalog | row tail journal rows | filesystem ledger creation batch rewrite | tickets ticket lookup restricted parts redaction beside stray audit | \
	owed occurrence group | option usage form output

HARDEN = -fstack-protector-strong -D_FORTIFY_SOURCE=2 -fPIE -fstack-clash-protection
WARN = -Wall -Wextra -Wshadow -Wconversion -Wno-sign-conversion -Wstrict-prototypes -Wvla -Wformat=2
# pkg-config is asked once, when something is first compiled.
PKG_CFLAGS = $(eval PKG_CFLAGS := $(shell pkg-config --cflags $(PKGS)))$(PKG_CFLAGS)
SOW_CFLAGS = -std=c11 -D_GNU_SOURCE -Ilib $(WARN) $(HARDEN) -DSOW_VERSION='"$(VERSION)"' \
	-DSHAREDIR='"$(PREFIX)/share/sow"' $(PKG_CFLAGS)
SOW_LDFLAGS = -pie -Wl,-z,relro,-z,now -Wl,--as-needed
# These are linked statically, so that a program starts as fast as true and runs on a machine without them.
LIBS = -Wl,-Bstatic -lcsv -lutf8proc -ldeflate -lz -lbsd -lmd -lexpat -Wl,-Bdynamic

# The functions whose argument is a message for a person, and which argument it is.
SAYS = _ N_ warn warnx err:2 errx:2 reader_reject:3 records_reject:3 desk_refuse:3 desk_tell:3 match_say:3 draft_refuse:2 \
	draft_tell:2 ledger_refuse:3 OPTION:5 TABLE_FORM:2
SOURCES = $(sort $(wildcard lib/*.[ch] lib/*.def cmd/*.[ch])) po/system.h
MO = share/locale/ja/LC_MESSAGES/sow.mo

B = build/plain
BIN = bin
LIB = $(patsubst %,$(B)/%.o,$(filter-out |,$(FLOORS)))
SANITIZE = -O1 -g -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer

SANITIZED = $(MAKE) -s B=build/asan BIN=build/asan/bin CFLAGS="$(SANITIZE)" HARDEN= SOW_LDFLAGS=

all: $(PROGRAMS:%=$(BIN)/%) $(MO)

# A program is built of its own file and of those whose names begin with its name, such as sow-ticket-new.c.
.SECONDEXPANSION:
$(BIN)/%: $(B)/%.o $$(subst cmd/,$(B)/,$$(subst .c,.o,$$(wildcard cmd/$$*-*.c))) $(B)/libsow.a
	@mkdir -p $(BIN)
	$(CC) $(CFLAGS) $(SOW_LDFLAGS) $(LDFLAGS) -o $@ $(filter %.o,$^) $(B)/libsow.a $(LIBS)

$(B)/libsow.a: $(LIB)
	@rm -f $@
	$(AR) rcs $@ $^

$(B)/%.o: lib/%.c $(wildcard lib/*.h lib/*.def) Makefile
	@mkdir -p $(B)
	$(CC) $(SOW_CFLAGS) $(CFLAGS) -c -o $@ $<

$(B)/%.o: cmd/%.c $(wildcard lib/*.h lib/*.def cmd/*.h) Makefile
	@mkdir -p $(B)
	$(CC) $(SOW_CFLAGS) $(CFLAGS) -c -o $@ $<

# The messages in Japanese.  make po adds new texts to po/ja.po, where somebody translates them.
$(MO): po/ja.po
	@mkdir -p $(@D)
	msgfmt -o $@ $<

build/sow.pot: $(SOURCES) Makefile
	@mkdir -p build
	@xgettext -L C --from-code=UTF-8 --add-location=file -s -k $(SAYS:%=-k%) -o - $(SOURCES) | \
	    sed '/^"POT-Creation-Date/d' > $@

po: build/sow.pot
	@msgmerge -q --no-fuzzy-matching --add-location=file -s -U --backup=none po/ja.po $<

APT = sudo=$$(test "$$(id -u)" = 0 || echo sudo); $$sudo apt-get update -q && \
	$$sudo env DEBIAN_FRONTEND=noninteractive apt-get install -qy --no-install-recommends

# Installs the packages that are missing.  csv.h needs the C library's headers, too.
deps:
	@{ command -v bats && command -v mandoc && command -v strace && command -v xgettext && command -v zip && \
	    command -v unzip && pkg-config --exists $(PKGS) libical xlsxwriter libzip expat && \
	    echo '#include <csv.h>' | $(CC) -E -; } >/dev/null 2>&1 || { $(APT) $(PACKAGES); } || \
	{ echo "sow: install make and what Debian calls $(PACKAGES), then again" >&2; exit 1; }

demo: deps
	@$(MAKE) -s all
	@sh examples/demo

# Everything is built first and run afterwards, each time on two processors.
check: deps
	@$(MAKE) -s -j2 all sanitized portable faults $(B)/ical $(B)/fuzz-reader $(B)/fuzz-programs $(B)/fuzz-argv $(B)/properties
	@$(MAKE) -s -j2 --output-sync=target lint fuzz-short properties-short sanitized-short portable-short faults-short recorded tests

# A year of a team's work, made by the programs themselves.
sample: all
	@rm -rf build/sample
	@PATH="$(CURDIR)/$(BIN):$$PATH" SOW_SHARE="$(CURDIR)/share" sh examples/sample build/sample

# Compares what command lines print over that year with what was recorded; after an intended
# change tests/recorded/run record records it anew.
recorded: all
	@sh tests/recorded/run

tests: all sanitized $(B)/ical
	@sh tests/run

# Every test on both builds.
check-sanitized: all sanitized $(B)/ical
	@sh tests/run full

sanitized:
	+@$(SANITIZED) all build/asan/properties build/asan/fuzz-inside

# The programs as for a processor without SSE2, where no record is seen at a glance.
PORTABLE = $(MAKE) -s B=build/portable BIN=build/portable/bin CFLAGS="$(CFLAGS) -DSOW_PORTABLE"

portable:
	+@$(PORTABLE) all build/portable/fuzz-reader

portable-short: portable
	@build/portable/fuzz-reader 2000
	@SOW_BIN="$(CURDIR)/build/portable/bin" sh tests/recorded/run

# Every test on them; the year of work is made by the others.
check-portable: all portable $(B)/ical
	+@$(PORTABLE) properties-short
	@ln -sfn ../../share build/portable/share
	@build/portable/fuzz-reader 20000
	@BUILDS=build/portable/bin sh tests/run full

# What needs no program: properties, and the inputs that coverage-guided fuzzing kept.
sanitized-short: sanitized
	+@$(SANITIZED) properties-short fuzz-corpus

# Checks that no file of lib/ uses a floor above its own.
lint: build/sow.pot
	@sh tests/floors '$(FLOORS)'
	@mandoc -Tlint -W warning man/*.[157]
	@msgfmt -c -o /dev/null po/ja.po && msgcmp po/ja.po build/sow.pot

# A fuzzer is linked as a program is, with the files that all fuzzers share.
FUZZ_SHARED = fuzz/chance.c fuzz/child.c fuzz/file.c

$(B)/fuzz-%: fuzz/%.c $$(wildcard fuzz/$$*-*.c) $(FUZZ_SHARED) $(wildcard fuzz/*.h) $(B)/libsow.a
	$(CC) $(SOW_CFLAGS) $(CFLAGS) -o $@ $(filter %.c,$^) $(B)/libsow.a $(INSIDE) $(LIBS)

# Fuzzes in one process: where the library would end the program, only the call ends.
$(B)/fuzz-inside: INSIDE = $(foreach f,exit err errx warn warnx read tmpfile archive_open archive_path archive_has archive_close \
	member_open member_read member_close XML_ParserCreate_MM XML_ParserFree,-Wl,--wrap=$(f))
TARGETS = reader words team book

# Replays the inputs that coverage-guided fuzzing kept.
fuzz-corpus: $(B)/fuzz-inside
	@for t in $(TARGETS); do \
	    ASAN_OPTIONS=detect_leaks=0:abort_on_error=1 UBSAN_OPTIONS=print_stacktrace=1 \
	    $(B)/fuzz-inside $$t fuzz/corpus/$$t || exit 1; done

# Coverage-guided fuzzing with AFL++; FUZZ says when each target ends: -V SECONDS or -E EXECUTIONS.
A = build/afl
FUZZ = -V 600

fuzz-afl:
	@command -v afl-fuzz >/dev/null || { $(APT) afl++; }
	@AFL_QUIET=1 $(MAKE) -s B=$(A)/obj CC=afl-clang-fast CFLAGS="-O2 -g -w" HARDEN= $(A)/obj/fuzz-inside
	@dir=$$(mktemp -d /dev/shm/sow-afl.XXXXXX) && trap 'rm -rf "$$dir"' EXIT && for t in $(TARGETS); do \
	    TMPDIR=$$dir AFL_AUTORESUME=1 AFL_NO_UI=1 AFL_NO_AFFINITY=1 AFL_SKIP_CPUFREQ=1 \
	    AFL_I_DONT_CARE_ABOUT_MISSING_CRASHES=1 nice afl-fuzz -i fuzz/corpus/$$t -o $(A)/$$t $(FUZZ) \
	    -G 2048 -t 1000 -- $(A)/obj/fuzz-inside $$t >$(A)/$$t.log || { tail $(A)/$$t.log; exit 1; }; \
	    grep -E 'execs_done|execs_per_sec|saved_' $(A)/$$t/default/fuzzer_stats; done
	@! ls $(A)/*/default/crashes/id* $(A)/*/default/hangs/id* 2>/dev/null

# All lanes of the reader against libcsv, which is given each generated input at once;
# mutated files, and command lines drawn by chance, through the programs.
fuzz-short: $(B)/fuzz-reader $(B)/fuzz-programs $(B)/fuzz-argv
	@$(B)/fuzz-reader 20000
	@$(B)/fuzz-programs "$(CURDIR)/$(BIN)" "$(CURDIR)/share" 150
	@$(B)/fuzz-argv "$(CURDIR)/build/asan/bin" "$(CURDIR)/share" 300

fuzz: all sanitized $(B)/fuzz-reader $(B)/fuzz-programs $(B)/fuzz-argv
	$(B)/fuzz-reader 1000000
	$(B)/fuzz-programs "$(CURDIR)/$(BIN)" "$(CURDIR)/share" 20000
	$(B)/fuzz-programs "$(CURDIR)/build/asan/bin" "$(CURDIR)/share" 5000
	$(B)/fuzz-argv "$(CURDIR)/$(BIN)" "$(CURDIR)/share" 20000
	$(B)/fuzz-argv "$(CURDIR)/build/asan/bin" "$(CURDIR)/share" 20000

# Runs everything, which takes some hours.
check-all: check check-sanitized check-portable check-properties check-faults check-valgrind check-office fuzz

# Prints ratios to peers that run in turn with our programs, over 1M rows unless ROWS says otherwise, and
# writes build/bench.csv.  ZSV names a zsv, DUCKDB a node_modules with DuckDB's native package.
BENCH = $(patsubst %,$(B)/bench/%,generate measure count libcsv)
ROWS = 1000000

$(B)/bench/%: bench/%.c $(B)/libsow.a
	@mkdir -p $(B)/bench
	$(CC) $(SOW_CFLAGS) $(CFLAGS) -o $@ $< $(B)/libsow.a $(LIBS)

bench: all $(BENCH)
	@sh bench/run $(ROWS)

bench-quick: all $(BENCH)
	@sh bench/run 20000 0.3 100000

# How time grows from 1000 to ROWS rows, such as 10000000.
bench-growth: all $(BENCH)
	@sh bench/run 1000 1 $(ROWS) growth

# Writes what the last bench measured into the README.
bench-readme: all
	@sh bench/readme

# The peers.  npm has DuckDB; zsv has to be built by hand.
deps-bench:
	@$(APT) taskwarrior recutils miller sqlite3 gawk mawk csvkit python3 nodejs npm
	@npm install --silent --no-save --prefix build/bench @duckdb/node-api

# Finds reads of memory that was never written, which the sanitizers do not see.
check-valgrind: all $(B)/fuzz-argv
	@command -v valgrind >/dev/null || { $(APT) valgrind; }
	@mkdir -p build/valgrind && for program in $(PROGRAMS); do \
	    printf '#!/bin/sh\nexec valgrind -q --error-exitcode=99 "%s/$(BIN)/%s" "$$@"\n' "$(CURDIR)" "$$program" \
	    > build/valgrind/$$program && chmod +x build/valgrind/$$program || exit 1; done
	@$(B)/fuzz-argv "$(CURDIR)/build/valgrind" "$(CURDIR)/share" 300

# Compares what LibreOffice and openpyxl read of layouts and workbooks with what was written, where they are
# installed.
check-office: all
	@sh tests/office/run

# The ledger under faults; the programs linked dynamically, so that a control's shim
# can take a protection away.
F = build/faults

faults: $(F)/shim.so $(F)/launch $(F)/rewrite
	@$(MAKE) -s B=$(F)/obj BIN=$(F)/bin LIBS='-lcsv -lutf8proc -ldeflate -lbsd -lexpat' $(F)/bin/sow-ticket $(F)/bin/sow-due
	@$(MAKE) -s B=build/coverage BIN=build/coverage/bin CFLAGS="-O0 -g --coverage" HARDEN= \
	    all build/coverage/properties

$(F)/shim.so: tests/faults/shim.c
	@mkdir -p $(F)
	$(CC) -O1 -g -std=c11 -D_GNU_SOURCE -fno-builtin -fPIC -shared -o $@ $<

$(F)/%: tests/faults/%.c
	@mkdir -p $(F)
	$(CC) -O1 -g -std=c11 -D_GNU_SOURCE -o $@ $<

faults-short: faults
	@sh tests/faults/run

check-faults: faults
	sh tests/faults/run full

# Draws the forms that are filled in.
forms: $(B)/kyoto
	@cd share/layouts && "$(CURDIR)/$(B)/kyoto"

$(B)/kyoto: forms/kyoto.c
	@mkdir -p $(B)
	$(CC) -std=c11 $(WARN) $(CFLAGS) -o $@ $< $$(pkg-config --cflags --libs xlsxwriter)

# A parser of iCalendar that is not ours, for the tests.
$(B)/ical: tests/ical.c
	@mkdir -p $(B)
	$(CC) $(CFLAGS) -o $@ $< $$(pkg-config --cflags --libs libical)

PROPERTIES = $(wildcard tests/properties/*.c)

$(B)/properties: $(PROPERTIES) tests/properties/property.h $(B)/libsow.a
	$(CC) $(SOW_CFLAGS) $(CFLAGS) -o $@ $(PROPERTIES) $(B)/libsow.a $(LIBS)

# Checks what holds for every year from 1948 to 2099, and for random ledgers.
properties-short: $(B)/properties
	@SOW_SHARE=share $(B)/properties 20

check-properties: $(B)/properties
	SOW_SHARE=share $(B)/properties 1000

bench-occurrences: $(B)/properties
	@SOW_SHARE=share $(B)/properties bench

install: all
	install -d "$(DESTDIR)$(PREFIX)/bin" "$(SHARE)/layouts" "$(SHARE)/maps" "$(SHARE)/checks" "$(SHARE)/registers" "$(SHARE)/examples"
	install -m 755 $(PROGRAMS:%=$(BIN)/%) "$(DESTDIR)$(PREFIX)/bin"
	install -m 644 share/*.csv "$(SHARE)"
	install -m 644 share/layouts/*.csv share/layouts/*.xlsx "$(SHARE)/layouts"
	install -m 644 share/maps/*.csv "$(SHARE)/maps"
	install -m 644 share/checks/*.csv "$(SHARE)/checks"
	install -m 644 share/registers/*.csv "$(SHARE)/registers"
	install -D -m 644 $(MO) "$(SHARE)/$(MO:share/%=%)"
	install -m 755 examples/nightly examples/restore examples/upgrade examples/sample "$(SHARE)/examples"
	install -m 644 examples/crontab examples/sample.awk examples/systemd/* "$(SHARE)/examples"
	install -m 644 -D -t "$(SHARE)/examples/cookbook" examples/cookbook/*.md
	for page in $(PAGES); do install -D -m 644 man/$${page#*/} "$(MANDIR)/$$page" || exit 1; done
	for program in $(PROGRAMS); do \
	    install -D -m 644 completions/sow.bash "$(COMPLETIONDIR)/$$program" || exit 1; done

uninstall:
	for program in $(PROGRAMS); do \
	    rm -f "$(DESTDIR)$(PREFIX)/bin/$$program" "$(COMPLETIONDIR)/$$program"; done
	for page in $(PAGES); do rm -f "$(MANDIR)/$$page"; done
	rm -rf "$(SHARE)"

# From a checkout the commit; from an unpacked tarball, which has no commits, what was in it.
dist:
	@if [ -e .git ]; then git archive --prefix=sow-$(VERSION)/ -o sow-$(VERSION).tar.gz HEAD; else \
	    find . -type f ! -path './bin/*' ! -path './build/*' ! -path './share/locale/*' ! -name 'sow-*.tar.gz' | sort | \
	    tar -cz --owner=0 --group=0 --transform='s,^\.,sow-$(VERSION),' -f sow-$(VERSION).tar.gz -T -; fi

clean:
	rm -rf bin build share/locale sow-$(VERSION).tar.gz

.PHONY: all po forms deps deps-bench demo check check-all sample recorded tests faults faults-short check-faults check-valgrind check-office check-sanitized check-portable sanitized sanitized-short portable portable-short lint fuzz-short fuzz fuzz-corpus fuzz-afl properties-short \
	check-properties bench bench-quick bench-growth bench-readme bench-occurrences install uninstall dist clean
.PRECIOUS: $(B)/%.o
