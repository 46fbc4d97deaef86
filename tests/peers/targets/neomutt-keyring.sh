# target: neomutt
# variant: keyring
# package: neomutt, libsecret-tools
# needs: /usr/bin/neomutt /usr/bin/secret-tool
# keyring: yes
# shellcheck shell=sh

"$POSTERNCTL" records add --host mail.postern.test --port "$PORT" --security "$SECURITY" --account "$ADDRESS" \
  --name Test --password-file password
mkdir -p ~/.config/neomutt
cp "$SETTINGS/neomuttrc" ~/.config/neomutt/neomuttrc
echo Test | neomutt -s Test -- "$ADDRESS"
