#!/bin/sh
# Includes point down only: app and ctl to practice, practice to core (DESIGN: the parts).
. "$(dirname "$0")/tap.sh"
cd "$1" || exit 1

toolkit='(gtk/|gdk/|gsk/|adwaita|libadwaita)'

check /arrows/core-names-no-toolkit "$(search -r "#include *[<\"]$toolkit" src/core)"
check /arrows/core-points-down "$(search -r '#include *[<"](app|ctl|practice)/' src/core)"
check /arrows/practice-names-no-toolkit "$(search -r "#include *[<\"]$toolkit" src/practice)"
check /arrows/practice-points-down "$(search -r '#include *[<"](app|ctl)/' src/practice)"
check /arrows/ctl-names-no-toolkit "$(search -r "#include *[<\"]($toolkit|app/)" src/ctl)"
check /arrows/app-names-no-ctl "$(search -r '#include *[<"]ctl/' src/app)"
check /arrows/parts-of-core "$(search -r '#include *[<"]core/(batch|diagnosis|handover)/' src/core |
  grep -vE '^src/core/(batch|diagnosis|handover)/')"
check /arrows/versions-only-in-compat "$(search -r '_CHECK_VERSION' src tests --include='*.[ch]' |
  grep -vE '^src/app/compat/')"
finish
