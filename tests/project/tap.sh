# shellcheck shell=sh
# TAP for the shell: a check passes when nothing wrong was found.

number=0
failed=0

# check NAME FOUND: passes when FOUND is empty, and shows it otherwise.
check () {
  number=$((number + 1))
  if [ -z "$2" ]; then
    echo "ok $number $1"
  else
    echo "not ok $number $1"
    printf '%s\n' "$2" | sed 's/^/# /' >&2
    failed=1
  fi
}

# skip NAME REASON
skip () {
  number=$((number + 1))
  echo "ok $number $1 # SKIP $2"
}

# search ARGUMENT-OF-GREP…: the lines found; a search that can't be done counts as found.
search () {
  status=0
  grep -nE "$@" || status=$?
  [ "$status" -le 1 ] || echo "grep failed: $*"
}

# run COMMAND…: what a checker says, only where it fails.
run () {
  output=$("$@" 2>&1) || printf '%s\nfailed: %s\n' "$output" "$*"
}

finish () {
  echo "1..$number"
  exit "$failed"
}
