# shellcheck shell=sh
# Has the real nullmailer read $FILE, a “remotes” with the protocol “show”, and prints each password that it hands to it.
# For tests/peers/targets/enter.

cp "$FILE" /etc/nullmailer/remotes
echo box.example > /etc/nullmailer/me
chmod 644 /etc/nullmailer/*
mkdir -p /var/spool/nullmailer/queue /var/spool/nullmailer/tmp /var/spool/nullmailer/failed
mkfifo /var/spool/nullmailer/trigger
# It fails, so that the next remote is tried.
printf '#!/bin/sh\nsed -n "/^$/q; s/^pass=//p" >> /var/spool/nullmailer/told\nexit 1\n' > /usr/lib/nullmailer/show
chmod 755 /usr/lib/nullmailer/show
chown -R mail:mail /var/spool/nullmailer
printf 'Subject: Test\n\nTest\n' | sendmail box@example.com
setpriv --reuid=mail --regid=mail --clear-groups nullmailer-send > log &
tries=0
until grep -q 'Delivery complete' log; do
  tries=$((tries + 1))
  [ "$tries" -lt 500 ] && kill -0 $! || exit 1
  sleep 0.1
done
cat /var/spool/nullmailer/told
