# target: curl
# package: curl
# needs: /usr/bin/curl
# shellcheck shell=sh

cp "$SETTINGS/smtp.curlrc" ~/smtp.curlrc
printf 'From: %s\nTo: %s\nSubject: Test\n\nTest\n' "$ADDRESS" "$ADDRESS" > message
curl --silent --show-error --config ~/smtp.curlrc --mail-rcpt "$ADDRESS" --upload-file message
