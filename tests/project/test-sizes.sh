#!/bin/sh
# Files under 400 lines of at most 120 columns; no function over 40 lines.
. "$(dirname "$0")/tap.sh"
cd "$1" || exit 1

sources () {
  find src tests -name '*.[ch]' | sort
}

long_functions () {
  sources | ctags --languages=C --map-C=+.h --kinds-C=f -x --_xformat='%{input} %n %{end} %N' -L - |
    awk '$3 - $2 + 1 > 40 { print $1 ":" $2 ": " $4 " has " $3 - $2 + 1 " lines" }'
}

check /sizes/there-are-sources "$([ -n "$(sources)" ] || echo 'no source was found')"
check /sizes/files "$(sources | xargs wc -l | awk '$2 != "total" && $1 >= 400 { print $2 " has " $1 " lines" }')"
check /sizes/columns "$(sources | LC_ALL=C.UTF-8 xargs grep -nE '^.{121,}')"
check /sizes/blanks "$(sources | xargs grep -nE "$(printf '\t')| +\$")"
if command -v ctags >/dev/null && ctags --version | grep -q Universal; then
  check /sizes/functions "$(long_functions)"
else
  skip /sizes/functions 'needs universal-ctags'
fi
finish
