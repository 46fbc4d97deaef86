<?php
// Postern host probe: shows what this web host can reach of a mail server. It signs in nowhere and knows no password.
// It runs once, with the key that was made for it, then deletes itself. After a day it only deletes itself.
$host = {{host}};
$ports = {{ports}};
$key_hash = {{key_hash}};
$expires = {{expires}};

// Web hosts switch functions off, and calling one then ends the script: each that can be missing is asked for first.
function may($name)
{
    return function_exists($name) && is_callable($name);
}

foreach (array('error_reporting' => array(0), 'ini_set' => array('display_errors', '0'),
               'set_time_limit' => array(120)) as $name => $arguments) {
    if (may($name)) {
        call_user_func_array($name, $arguments);
    }
}
header('Content-Type: text/plain; charset=utf-8');
header('X-Content-Type-Options: nosniff');
header('Cache-Control: no-store');
header('X-Robots-Tag: noindex');

function remove_itself()
{
    if (may('opcache_invalidate')) {
        @opcache_invalidate(__FILE__, true);
    }
    if (may('unlink') && @unlink(__FILE__)) {
        return true;
    }
    // What stays must not run again.
    if (may('file_put_contents')) {
        @file_put_contents(__FILE__, "<?php // This probe has run.\n");
    }
    return false;
}

function refuse($code, $words)
{
    http_response_code($code);
    echo $words, "\n";
    exit(1);
}

if (time() > $expires) {
    remove_itself();
    refuse(410, 'This file is too old. Make a new one with Postern.');
}
if (PHP_SAPI === 'cli') {
    $key = isset($argv[1]) ? $argv[1] : '';
} else {
    $key = isset($_GET['key']) && is_string($_GET['key']) ? $_GET['key'] : '';
}
if (!hash_equals($key_hash, hash('sha256', $key))) {
    refuse(403, 'The key is missing or wrong. Open the whole address that Postern has shown.');
}

// However the run ends, the file goes.
if (may('ignore_user_abort')) {
    ignore_user_abort(true);
}
register_shutdown_function(function () {
    if (!remove_itself()) {
        echo "Delete this file yourself, please: it could not do so.\n";
    }
});

function say($name, $value)
{
    echo $name, ': ', substr(trim(preg_replace('/[^\x20-\x7e]+/', ' ', (string) $value)), 0, 400), "\n";
    flush();
}

function join_names($names)
{
    $parts = array();
    foreach ((array) $names as $name => $value) {
        $parts[] = $name . '=' . implode('+', (array) $value);
    }
    return implode(', ', $parts);
}

function last_words()
{
    $error = error_get_last();
    error_clear_last();
    return $error === null ? '' : preg_replace('/^[a-z_]+\(\): /', '', $error['message']);
}

// How much time is left of all: the waits count, which PHP's own limit leaves out. Web servers mostly stop after a minute.
$end = microtime(true) + 50;
function time_left($most)
{
    global $end;
    return max(0, min($most, $end - microtime(true)));
}

function open_port($host, $port, $verify, &$code, &$words)
{
    $options = array('verify_peer' => $verify, 'verify_peer_name' => $verify, 'allow_self_signed' => !$verify,
                     'peer_name' => $host, 'SNI_enabled' => true, 'capture_peer_cert' => true);
    $name = strpos($host, ':') === false ? $host : '[' . $host . ']';
    if (may('stream_socket_client') && may('stream_context_create')) {
        $context = stream_context_create(array('ssl' => $options));
        return @stream_socket_client("tcp://$name:$port", $code, $words, time_left(5), STREAM_CLIENT_CONNECT, $context);
    }
    $stream = @fsockopen("tcp://$name", $port, $code, $words, time_left(5));
    if ($stream && may('stream_context_set_option')) {
        stream_context_set_option($stream, array('ssl' => $options));
    }
    return $stream;
}

// A server may send one byte now and then: the whole line has its limit, not each byte.
function read_line($stream)
{
    $line = '';
    $until = microtime(true) + time_left(8);
    while (strlen($line) < 1024 && substr($line, -1) !== "\n" && microtime(true) < $until) {
        stream_set_timeout($stream, (int) ceil(max(1, $until - microtime(true))));
        $byte = fgetc($stream);
        if ($byte === false) {
            break;
        }
        $line .= $byte;
    }
    return $line === '' ? false : $line;
}

function read_reply($stream)
{
    $lines = array();
    for ($i = 0; $i < 40; $i++) {
        $line = read_line($stream);
        if ($line === false) {
            break;
        }
        $lines[] = rtrim($line);
        if (strlen($line) < 4 || $line[3] !== '-') {
            break;
        }
    }
    return $lines;
}

function ask($stream, $command)
{
    fwrite($stream, $command . "\r\n");
    return read_reply($stream);
}

function offers($lines, $word)
{
    return count(preg_grep('/^250[- ]' . $word . '\b/i', $lines)) > 0;
}

function encrypt($stream)
{
    $method = STREAM_CRYPTO_METHOD_TLS_CLIENT;
    foreach (array('STREAM_CRYPTO_METHOD_TLSv1_2_CLIENT', 'STREAM_CRYPTO_METHOD_TLSv1_3_CLIENT') as $name) {
        $method |= defined($name) ? constant($name) : 0;
    }
    stream_set_timeout($stream, (int) ceil(time_left(8)));
    return @stream_socket_enable_crypto($stream, true, $method) === true;
}

function say_certificate($stream)
{
    $meta = stream_get_meta_data($stream);
    $crypto = isset($meta['crypto']) ? $meta['crypto'] : array('protocol' => 'yes', 'cipher_name' => '');
    say('tls', $crypto['protocol'] . ' ' . $crypto['cipher_name']);
    if (!may('stream_context_get_params') || !may('openssl_x509_parse')) {
        say('error', 'This PHP may not look at certificates.');
        return;
    }
    $params = stream_context_get_params($stream);
    $facts = openssl_x509_parse($params['options']['ssl']['peer_certificate']);
    $names = isset($facts['extensions']['subjectAltName']) ? $facts['extensions']['subjectAltName'] : '';
    say('subject', join_names($facts['subject']));
    say('names', preg_replace('/(DNS|IP Address):/', '', $names));
    say('issuer', join_names($facts['issuer']));
    say('valid-from', gmdate('Y-m-d', $facts['validFrom_time_t']));
    say('valid-until', gmdate('Y-m-d', $facts['validTo_time_t']));
}

function can_encrypt()
{
    return extension_loaded('openssl') && may('stream_socket_enable_crypto');
}

// Goes as far as the encryption; says what it sees only on the first way, which takes any certificate.
function talk($stream, $kind, $aloud)
{
    if ($kind === 'starttls') {
        $greeting = read_reply($stream);
        $offer = ask($stream, 'EHLO postern-probe');
        if ($aloud) {
            say('greeting', implode(' ', $greeting));
            foreach ($offer as $line) {
                say('ehlo', $line);
            }
            say('starttls', offers($offer, 'STARTTLS') ? 'yes' : 'no');
        }
        if (!can_encrypt()) {
            say('tls', 'impossible: this PHP has no OpenSSL');
            return false;
        }
        $ready = offers($offer, 'STARTTLS') ? ask($stream, 'STARTTLS') : array('');
        if (strpos($ready[0], '220') !== 0) {
            return false;
        }
    }
    if (!can_encrypt()) {
        say('tls', 'impossible: this PHP has no OpenSSL');
        return false;
    }
    if (!encrypt($stream)) {
        if ($aloud) {
            say('tls', 'failed: ' . last_words());
        }
        return false;
    }
    if ($aloud) {
        say_certificate($stream);
    }
    if ($kind === 'tls' && $aloud) {
        say('greeting', implode(' ', read_reply($stream)));
        foreach (ask($stream, 'EHLO postern-probe') as $line) {
            say('ehlo', $line);
        }
    }
    fwrite($stream, "QUIT\r\n");
    return true;
}

function name_failure($code, $words, $seconds)
{
    if (in_array($code, array(111, 61, 10061), true) || stripos($words, 'refused') !== false) {
        return 'refused';
    }
    return $seconds >= 4.5 || stripos($words, 'timed out') !== false ? 'timed-out' : 'failed';
}

function probe($host, $port, $kind)
{
    $begin = microtime(true);
    say('port', $port);
    say('kind', $kind);
    if (time_left(5) < 1) {
        say('error', 'No time was left for this port.');
        return;
    }
    $stream = open_port($host, $port, false, $code, $words);
    $seconds = microtime(true) - $begin;
    if (!$stream) {
        say('connect', name_failure($code, $words, $seconds));
        say('error', $words);
        return;
    }
    say('connect', 'ok');
    say('ms', round($seconds * 1000));
    $encrypted = talk($stream, $kind, true);
    fclose($stream);
    $stream = $encrypted ? open_port($host, $port, true, $code, $words) : false;
    if (!$stream) {
        return;
    }
    error_clear_last();
    $trusted = talk($stream, $kind, false);
    say('trusted', $trusted ? 'yes' : 'no: ' . last_words());
    fclose($stream);
}

echo "-----BEGIN POSTERN HOST PROBE-----\n";
say('version', '1');
say('host', $host);
say('from', 'PHP ' . PHP_VERSION . ' ' . PHP_OS . (extension_loaded('openssl') ? '' : ' without OpenSSL'));
say('time', gmdate('Y-m-d\TH:i:s\Z'));
if (filter_var($host, FILTER_VALIDATE_IP)) {
    say('addresses', $host);
} elseif (may('gethostbynamel')) {
    say('addresses', implode(', ', (array) gethostbynamel($host)) ?: 'none');
}
if (!may('stream_socket_client') && !may('fsockopen')) {
    say('error', 'This PHP may not open connections: stream_socket_client and fsockopen are switched off.');
} else {
    foreach ($ports as $port => $kind) {
        probe($host, $port, $kind);
    }
}
echo "-----END POSTERN HOST PROBE-----\n";
