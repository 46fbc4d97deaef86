# target: phpmailer
# package: libphp-phpmailer
# needs: /usr/share/php/libphp-phpmailer/autoload.php
# shellcheck shell=sh

cat > send.php <<'SEND'
<?php
require 'libphp-phpmailer/autoload.php';
$mail = new PHPMailer\PHPMailer\PHPMailer(true);
SEND
cat "$SETTINGS/settings" >> send.php
cat >> send.php <<'SEND'
$mail->addAddress(getenv('ADDRESS'));
$mail->Subject = 'Test';
$mail->Body = 'Test';
$mail->send();
SEND
php send.php
