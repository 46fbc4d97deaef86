# target: mutt
# variant: keyring
# package: mutt, libsecret-tools
# needs: /usr/bin/mutt /usr/bin/secret-tool
# keyring: yes
# shellcheck shell=sh

"$POSTERNCTL" records add --host mail.postern.test --port "$PORT" --security "$SECURITY" --account "$ADDRESS" \
  --name Test --password-file password
cp "$SETTINGS/.muttrc" ~/.muttrc
echo Test | mutt -s Test -- "$ADDRESS"
