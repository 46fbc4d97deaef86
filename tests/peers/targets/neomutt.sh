# target: neomutt
# variant: file
# package: neomutt
# needs: /usr/bin/neomutt
# shellcheck shell=sh

mkdir -p ~/.config/neomutt
cp "$SETTINGS/neomuttrc" ~/.config/neomutt/neomuttrc
echo Test | neomutt -s Test -- "$ADDRESS"
