#!/bin/sh
# po/POTFILES.in names every file with words for people, and no other; every language is listed and whole.
. "$(dirname "$0")/tap.sh"
cd "$1" || exit 1

check /translations/potfiles "$(build-aux/list-translated | diff - po/POTFILES.in)"
check /translations/linguas "$(find po -name '*.po' -exec basename {} .po \; | sort | diff - po/LINGUAS)"
for file in po/*.po; do
  if command -v msgfmt >/dev/null; then
    check "/translations/$(basename "$file")" "$(run msgfmt --check --output-file=/dev/null "$file")"
  else
    skip "/translations/$(basename "$file")" 'needs gettext'
  fi
done
finish
