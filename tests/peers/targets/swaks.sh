# target: swaks
# package: swaks
# needs: /usr/bin/swaks /usr/share/perl5/IO/Socket/SSL.pm
# shellcheck shell=sh

cp "$SETTINGS/.swaksrc" ~/.swaksrc
swaks --to "$ADDRESS"
