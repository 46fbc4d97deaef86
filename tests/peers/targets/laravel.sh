# target: laravel
# package: php-vlucas-phpdotenv
# needs: /usr/share/php/Dotenv/autoload.php /usr/share/php/Symfony/Component/Mailer/autoload.php
# shellcheck shell=sh

# Laravel is no package of Debian. What it reads .env with is, and what it sends with: its config/mail.php and its
# MailManager are these few lines.
cp "$SETTINGS/.env" .env
cat > send.php <<'SEND'
<?php
foreach (['Dotenv', 'Symfony/Component/EventDispatcher', 'Symfony/Component/Mailer', 'Symfony/Component/Mime'] as $part)
    require "$part/autoload.php";
use Symfony\Component\Mailer\Transport;
use Symfony\Component\Mime;

Dotenv\Dotenv::createImmutable(getcwd())->load();
$dsn = new Transport\Dsn($_ENV['MAIL_SCHEME'], $_ENV['MAIL_HOST'], $_ENV['MAIL_USERNAME'], $_ENV['MAIL_PASSWORD'],
                         $_ENV['MAIL_PORT']);
$from = new Mime\Address($_ENV['MAIL_FROM_ADDRESS'], $_ENV['MAIL_FROM_NAME']);
$message = (new Mime\Email())->from($from)->to(getenv('ADDRESS'))->subject('Test')->text('Test');
(new Transport\Smtp\EsmtpTransportFactory())->create($dsn)->send($message);
SEND
php send.php
