# target: mutt
# variant: file
# package: mutt
# needs: /usr/bin/mutt
# shellcheck shell=sh

cp "$SETTINGS/.muttrc" ~/.muttrc
echo Test | mutt -s Test -- "$ADDRESS"
