# target: s-nail
# package: s-nail
# needs: /usr/bin/s-nail
# shellcheck shell=sh

cp "$SETTINGS/.mailrc" ~/.mailrc
echo Test | s-nail -v -s Test "$ADDRESS"
