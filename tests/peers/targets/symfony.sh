# target: symfony
# package: php-symfony-mailer
# needs: /usr/share/doc/php-symfony-mailer /usr/share/doc/php-symfony-dotenv /usr/share/doc/php-symfony-yaml
# shellcheck shell=sh

# As FrameworkBundle puts them together: the DSN out of the environment, the sender and the headers out of the file.
mkdir -p config/packages
cp "$SETTINGS/.env.local" .env
cp "$SETTINGS/mailer.yaml" config/packages/mailer.yaml
cat > send.php <<'SEND'
<?php
foreach (['Dotenv', 'EventDispatcher', 'Mailer', 'Mime', 'Yaml'] as $part)
    require "Symfony/Component/$part/autoload.php";
use Symfony\Component\Mailer\EventListener;
use Symfony\Component\Mime;

(new Symfony\Component\Dotenv\Dotenv())->load('.env');
$config = Symfony\Component\Yaml\Yaml::parseFile('config/packages/mailer.yaml')['framework']['mailer'];
if ($config['dsn'] !== '%env(MAILER_DSN)%')
    exit(1);
$headers = new Mime\Header\Headers();
foreach ($config['headers'] as $name => $value)
    $headers->addHeader($name, (array) $value);
$events = new Symfony\Component\EventDispatcher\EventDispatcher();
$events->addSubscriber(new EventListener\EnvelopeListener($config['envelope']['sender']));
$events->addSubscriber(new EventListener\MessageListener($headers));
$transport = Symfony\Component\Mailer\Transport::fromDsn($_ENV['MAILER_DSN'], $events);
$message = (new Mime\Email())->to(getenv('ADDRESS'))->subject('Test')->text('Test');
(new Symfony\Component\Mailer\Mailer($transport))->send($message);
SEND
php send.php
