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

# A child of AdwBin's that the class is bound to: both the template and AdwBin would take it out, which ends in memory
# that is gone, and only where the widget goes before the program does.
twice_taken () {
  grep -rlE '<template class="[A-Za-z]+" parent="AdwBin">' ui | while read -r template; do
    id=$(awk '/<template /{ inside = 1 } inside && /<property name="child">/{ getline; print; exit }' "$template" |
      sed -n 's/.* id="\([^"]*\)".*/\1/p')
    source=$(find src -name "$(basename "$template" .ui).c")
    if [ -n "$id" ] && grep -q gtk_widget_dispose_template "$source" &&
       grep -qE "bind_template_child.*, $id\)" "$source" && ! grep -q 'adw_bin_set_child (.*, NULL)' "$source"; then
      echo "$source has to take its child $id out itself"
    fi
  done
}

check /arrows/templates "$(twice_taken)"
finish
