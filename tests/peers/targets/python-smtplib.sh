# target: python-smtplib
# package: python3
# needs: /usr/bin/python3
# refuses: would not read it as it is written
# shellcheck shell=sh

cp "$SETTINGS/settings" mail_settings.py
python3 -c 'import mail_settings, sys; mail_settings.send(sys.argv[1], "Test", "Test")' "$ADDRESS"
