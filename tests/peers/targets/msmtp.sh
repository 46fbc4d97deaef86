# target: msmtp
# package: msmtp
# needs: /usr/bin/msmtp
# keyring: yes
# shellcheck shell=sh

# It looks into the keyring by itself, for what Postern has put there.
"$POSTERNCTL" records add --host mail.postern.test --port "$PORT" --security "$SECURITY" --account "$ADDRESS" \
  --name Test --password-file password
cp "$SETTINGS/.msmtprc" ~/.msmtprc
printf 'Subject: Test\n\nTest\n' | msmtp "$ADDRESS"
