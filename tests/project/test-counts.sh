#!/bin/sh
# build-aux/count-tests against real logs of Meson, of programs that end in every way there is.
. "$(dirname "$0")/tap.sh"
cd "$1" || exit 1

work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT

# count ARGUMENT-OF-MESON-TEST…: the exit code and what count-tests says.
count () {
  rm -f "$work"/build/meson-logs/testlog.*
  status=0
  meson test -C "$work/build" "$@" >/dev/null 2>&1 || status=$?
  code=0
  build-aux/count-tests "$work/build/meson-logs" "$status" >"$work/said" || code=$?
  echo "code $code" >>"$work/said"
  LC_ALL=C sort "$work/said"
}

expect () {
  printf '%s\n' "$2" >"$work/expected"
  check "$1" "$(LC_ALL=C sort "$work/expected" | diff - "$work/sorted")"
}

meson setup "$work/build" tests/project/counts >"$work/setup" 2>&1 || { cat "$work/setup"; exit 1; }

count --suite tap >"$work/sorted"
expect /counts/tap 'SKIPPED: counts:tap / tap-partly 2 /two: needs postfix
FAILED: counts:tap / tap-bad 2 /two
FAILED: counts:tap / tap-bail: ended with exit code 1
FAILED: counts:tap / tap-crash: ended by signal 11
FAILED: counts:tap / tap-late-crash: ended by signal 6
FAILED: counts:tap / tap-leak: ended with exit code 23
FAILED: counts:tap / tap-short: ended before all its tests had run
FAILED: counts:tap / tap-silent: ran no test
FAILED: counts:tap / tap-slow: ran out of time
10 passed, 8 failed, 1 skipped
code 1'

count --suite code >"$work/sorted"
expect /counts/exit-codes 'SKIPPED: counts:code / code-skip: needs a display
FAILED: counts:code / code-bad: ended with exit code 1
FAILED: counts:code / code-error: ended with exit code 99
FAILED: counts:code / code-slow: ran out of time
1 passed, 3 failed, 1 skipped
code 1'

count tap-good code-good >"$work/sorted"
expect /counts/all-good '3 passed, 0 failed
code 0'

count --suite skip >"$work/sorted"
expect /counts/skips-alone-are-no-success 'SKIPPED: counts:skip / tap-skip: needs dovecot
0 passed, 0 failed, 1 skipped
code 1'

rm -rf "$work"/build/meson-logs/testlog.*
code=0
build-aux/count-tests "$work/build/meson-logs" 0 >"$work/said" || code=$?
check /counts/no-logs "$([ "$(tail -n 1 "$work/said") $code" = '0 passed, 1 failed 1' ] || cat "$work/said")"
count tap-good >/dev/null
code=0
build-aux/count-tests "$work/build/meson-logs" 1 >"$work/said" || code=$?
check /counts/meson-disagrees "$([ "$(tail -n 1 "$work/said") $code" = '2 passed, 1 failed 1' ] || cat "$work/said")"
finish
