# target: wordpress-mu-plugin
# package: wordpress
# unpacked: wordpress
# needs: /usr/bin/php /usr/bin/curl
# daemon: yes
# shellcheck shell=sh

# A contact form that a plug-in of the site answers, asked for over HTTP. All of WordPress runs but its database, which
# is a few options here: WordPress lets a file db.php take its place.
site=$PWD/site
cp -r /usr/share/wordpress "$site"
rm -rf "$site/wp-config.php" "$site/wp-content"
mkdir -p "$site/wp-content/mu-plugins"
cp "$SETTINGS/smtp.php" "$site/wp-content/mu-plugins/smtp.php"
cat > "$site/wp-config.php" <<'CONFIG'
<?php
define('DB_NAME', 'test');
define('DB_USER', 'test');
define('DB_PASSWORD', 'test');
define('DB_HOST', 'localhost');
define('DISABLE_WP_CRON', true);
define('WP_HTTP_BLOCK_EXTERNAL', true);
$table_prefix = 'wp_';
if (!defined('ABSPATH'))
    define('ABSPATH', __DIR__ . '/');
require_once ABSPATH . 'wp-settings.php';
CONFIG
cat > "$site/wp-content/db.php" <<'DATABASE'
<?php
class Test_Database extends wpdb {
    const OPTIONS = [
        'siteurl' => 'http://127.0.0.1:8080', 'home' => 'http://127.0.0.1:8080', 'blogname' => 'Test',
        'blog_charset' => 'UTF-8', 'active_plugins' => 'a:0:{}', 'template' => 'none', 'stylesheet' => 'none',
        'permalink_structure' => '', 'WPLANG' => '', 'db_version' => '53496', 'wp_user_roles' => 'a:0:{}',
    ];

    public function __construct() {
        $this->ready = true;
        $this->is_mysql = false;
        $this->charset = 'utf8mb4';
    }

    public function query($query) {
        $this->last_result = [];
        $this->num_rows = 0;
        if (!preg_match('/FROM wp_options/', $query))
            return 0;
        preg_match("/option_name = '([^']*)'/", $query, $wanted);
        foreach (self::OPTIONS as $name => $value) {
            if (!$wanted || $wanted[1] === $name)
                $this->last_result[] = (object) ['option_name' => $name, 'option_value' => $value];
        }
        if (preg_match('/^SELECT option_value/', $query))
            $this->last_result = array_map(fn ($row) => (object) ['option_value' => $row->option_value],
                                           $this->last_result);
        return $this->num_rows = count($this->last_result);
    }

    public function _real_escape($data) {
        return addslashes((string) $data);
    }

    public function db_version() {
        return '8.0';
    }

    public function db_server_info() {
        return '8.0';
    }

    public function get_col_charset($table, $column) {
        return 'utf8mb4';
    }
}
$wpdb = new Test_Database();
DATABASE
cat > "$site/wp-content/mu-plugins/contact-form.php" <<'FORM'
<?php
add_action('wp_loaded', function () {
    if (isset($_POST['message']))
        wp_die(wp_mail(getenv('ADDRESS'), 'Test', wp_unslash($_POST['message'])) ? 'Thank you.' : 'Not sent.');
});
FORM
php -d display_errors=1 -S 127.0.0.1:8080 -t "$site" &
curl --silent --show-error --retry 20 --retry-delay 1 --retry-connrefused --data message=Test http://127.0.0.1:8080/ \
  > answer
cat answer
grep -q 'Thank you' answer
wait
