# target: postfix
# package: postfix
# needs: /usr/sbin/postfix /usr/share/doc/libsasl2-modules
# daemon: yes
# shellcheck shell=sh

# Debian's own master.cf, with its chroot, and as little of a main.cf as there can be.
cp /usr/share/postfix/master.cf.dist /etc/postfix/master.cf
cat > /etc/postfix/main.cf <<'BASE'
compatibility_level = 3.6
myhostname = box.example
mydestination =
alias_maps =
inet_interfaces = 127.0.0.1
maillog_file = /var/log/mail.log
smtp_host_lookup = native
BASE
sed -i '/^smtp *inet/d' /etc/postfix/master.cf
cat "$SETTINGS/main.cf" >> /etc/postfix/main.cf
cp "$SETTINGS/sasl_passwd" /etc/postfix/sasl_passwd
postmap /etc/postfix/sasl_passwd
postfix set-permissions 2>/dev/null || true
# From Debian 13 on it is run at each start.
if ! grep -q 'run by postfix-script' /usr/lib/postfix/configure-instance.sh; then
  /usr/lib/postfix/configure-instance.sh -
fi
postfix start
printf 'Subject: Test\n\nTest\n' | sendmail "$ADDRESS"
exec tail -f /var/log/mail.log
