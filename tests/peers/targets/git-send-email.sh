# target: git-send-email
# variant: file
# package: git-email
# needs: /usr/lib/git-core/git-send-email /usr/share/perl5/Mail/Address.pm /usr/share/perl5/Authen/SASL.pm
# shellcheck shell=sh

cp "$SETTINGS/.gitconfig" ~/.gitconfig
git init -q work
cd work || exit
git -c user.name=Test -c "user.email=$ADDRESS" commit -q --allow-empty -m Test
echo Test > file
git add file
git -c user.name=Test -c "user.email=$ADDRESS" commit -q -m Test
git send-email --confirm=never --suppress-cc=all --to="$ADDRESS" -1
