# target: opensmtpd
# package: opensmtpd
# unpacked: opensmtpd
# daemon: yes
# shellcheck shell=sh

# The one of Debian 13, in a root of its own.
root=$UNPACKED/opensmtpd/root
for place in etc usr var; do
  mkdir "layers/root-$place" "layers/root-$place.work"
  layer=$PWD/layers/root-$place
  mount -t overlay -o "lowerdir=$root/$place,upperdir=$layer,workdir=$layer.work" overlay "$root/$place"
done
mount -t tmpfs tmpfs "$root/run"
mount -t tmpfs -o mode=711 tmpfs "$root/var/spool/smtpd"
cp "$SETTINGS/smtpd.conf" /etc/hosts /etc/mailname "$root/etc/"
cp "$SETTINGS/smtpd-secrets" "$root/etc/smtpd-secrets"
chgrp 990 "$root/etc/smtpd-secrets"
chmod 640 "$root/etc/smtpd-secrets"
cp "$SSL_CERT_FILE" "$root/etc/ssl/certs/ca-certificates.crt"
# As its package does where it is installed.
chgrp 991 "$root/usr/sbin/smtpctl"
chmod 2755 "$root/usr/sbin/smtpctl"
chroot "$root" smtpd -d &
until chroot "$root" smtpctl show status >/dev/null 2>&1; do
  kill -0 $!
  sleep 0.1
done
printf 'From: %s\nSubject: Test\n\nTest\n' "$ADDRESS" | chroot "$root" sendmail -f "$ADDRESS" "$ADDRESS"
wait
