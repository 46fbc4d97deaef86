# target: dma
# package: dma
# unpacked: dma
# shellcheck shell=sh

cp "$SETTINGS/dma.conf" "$SETTINGS/auth.conf" /etc/dma/
chmod 644 /etc/dma/dma.conf
chgrp mail /etc/dma/auth.conf /var/spool/dma
chmod 640 /etc/dma/auth.conf
chmod 2775 /var/spool/dma
printf 'Subject: Test\n\nTest\n' | sendmail -D "$ADDRESS"
