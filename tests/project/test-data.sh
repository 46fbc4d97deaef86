#!/bin/sh
# What the desktop reads: desktop file, AppStream, settings schema, icons, manual page. usage: SOURCE BUILD
. "$(dirname "$0")/tap.sh"
cd "$1" || exit 1
build=$2/data
id=io.github.postern.Postern

# with PROGRAM NAME COMMAND…: a check that is skipped by name where its program is missing.
with () {
  program=$1
  name=$2
  shift 2
  if command -v "$program" >/dev/null; then
    check "$name" "$(run "$@")"
  else
    skip "$name" "needs $program"
  fi
}

# Each scalable icon must draw at the size that it is made for.
# shellcheck disable=SC2317 # called through run
draw () {
  rsvg-convert --width="$1" "$2" >/dev/null
}

# Postern has no home page that could be named; newer versions of AppStream warn of that.
# shellcheck disable=SC2317 # called through run
read_metainfo () {
  said=$(appstreamcli validate --no-net --no-color "$1")
  complaints=$(printf '%s\n' "$said" | grep -E '^[EW]: ' | grep -v url-homepage-missing)
  printf '%s\n' "$said"
  [ -z "$complaints" ] && printf '%s\n' "$said" | grep -q Validation
}

# shellcheck disable=SC2317 # called through run
read_manual () {
  complaints=$(man --warnings -E UTF-8 -l -Tutf8 -Z data/posternctl.1 2>&1 >/dev/null)
  printf '%s' "$complaints"
  [ -z "$complaints" ]
}

# shellcheck disable=SC2317 # called through run
read_units () {
  work=$(mktemp -d) || return 1
  cp data/systemd/postern-test-all.* "$work"
  # The program is not where it will be installed.
  sed -i 's|^ExecStart=posternctl|ExecStart=/bin/true|' "$work/postern-test-all.service"
  complaints=$(XDG_RUNTIME_DIR=$work systemd-analyze --user --man=no verify "$work"/postern-test-all.* 2>&1)
  rm -rf "$work"
  printf '%s' "$complaints"
  [ -z "$complaints" ]
}

with desktop-file-validate /data/desktop desktop-file-validate "$build/$id.desktop"
with appstreamcli /data/metainfo read_metainfo "$build/$id.metainfo.xml"
with glib-compile-schemas /data/schema glib-compile-schemas --strict --dry-run data
with rsvg-convert /data/icon draw 128 "data/icons/hicolor/scalable/apps/$id.svg"
with rsvg-convert /data/icon-symbolic draw 16 "data/icons/hicolor/symbolic/apps/$id-symbolic.svg"
with grep /data/flatpak-names-the-id grep -q "^id: $id\$" "flatpak/$id.yml"
with man /data/manual read_manual
with systemd-analyze /data/systemd read_units
finish
