# target: exim
# package: exim4-daemon-light
# unpacked: exim
# shellcheck shell=sh

grep -q '^Debian-exim:' /etc/passwd || echo 'Debian-exim:x:989:989::/var/spool/exim4:/usr/sbin/nologin' >> /etc/passwd
grep -q '^Debian-exim:' /etc/group || echo 'Debian-exim:x:989:' >> /etc/group
cp "$SETTINGS"/* /etc/exim4/
chmod 644 /etc/exim4/update-exim4.conf.conf /etc/exim4/exim4.conf.localmacros
chgrp Debian-exim /etc/exim4/passwd.client
chmod 640 /etc/exim4/passwd.client
mkdir -p /var/lib/exim4 /var/log/exim4 /var/spool/exim4
chown Debian-exim:Debian-exim /var/log/exim4 /var/spool/exim4
update-exim4.conf
printf 'Subject: Test\n\nTest\n' | exim4 -odf -i "$ADDRESS"
cat /var/log/exim4/mainlog
