/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "writers-support-python.h"
#include "writers-support.h"

/* Shells, .env files and INI files, read back by what reads them. */

#define ENVIRONMENT "/usr/lib/systemd/user-environment-generators/30-systemd-environment-d-generator"
#define GO_INI      "/usr/share/gocode/src/gopkg.in/ini.v1/ini.go"
/* Go has its own library compiled anew where the cache is new, which takes a minute. */
#define GO_READS \
  "cat >\"$3/read.go\" <<'END'\npackage main\nimport (\n\"fmt\"\n\"gopkg.in/ini.v1\"\n\"os\"\n)\n" \
  "func main () {\n\tfile, err := ini.Load (os.Args[1])\n\tif err != nil {\n\t\tpanic (err)\n\t}\n" \
  "\tfor _, key := range file.Section (\"smtp\").Keys () {\n\t\tfmt.Println (key.String ())\n\t}\n}\nEND\n" \
  "export GO111MODULE=off GOPATH=/usr/share/gocode GOCACHE=\"$G_TEST_BUILDDIR/go-cache\" GOTELEMETRY=off\n" \
  "go run \"$3/read.go\" \"$1\""
#define SHELL_HEAD "p () { printf '%s\\n' \"$1\"; }\n"

static const WritersParser parsers[] = {
  { "shell", "dash", "command -v dash", SHELL_HEAD, "p @VALUE@\n", "", "dash \"$1\"", TRUE, 100 },
  { "shell", "bash", "command -v bash", SHELL_HEAD, "p @VALUE@\n", "", "bash \"$1\"", TRUE, 100 },
  /* This one replaces variables, which EnvironmentFile= does not, and knows "$$" for a dollar sign. */
  { "shell-env", "systemd", "test -x " ENVIRONMENT, "", "P@N@=@VALUE@\n", "",
    "mkdir \"$3/environment.d\" && cp \"$1\" \"$3/environment.d/x.conf\" && XDG_CONFIG_HOME=\"$3\" " ENVIRONMENT
    " >\"$3/told\" && set -- \"$3/told\" && "
    PYTHON_READS ("import re\nsigns = { 't': '\\t' }\nvalues = []\n"
                  "for line in open (path, encoding='utf-8', newline='\\n').read ().split ('\\n'):\n"
                  "  if not re.match ('P[0-9]+=', line): continue\n"
                  "  value = line[line.index ('=') + 1:]\n"
                  "  if value[:1] == '\"':\n"
                  "    value = re.sub (r'\\\\(.)', lambda m: signs.get (m[1], m[1]), value[1:-1])\n"
                  "  values.append (value)\n"), TRUE, 100, .doubled = "$", .no_empty = TRUE },
  { "dotenv", "php-vlucas-phpdotenv", "test -e /usr/share/php/Dotenv/autoload.php && command -v php", "",
    "P@N@=@VALUE@\n", "",
    "php -r 'require \"/usr/share/php/Dotenv/autoload.php\";"
    "foreach (Dotenv\\Dotenv::parse (file_get_contents ($argv[1])) as $v) echo $v, \"\\n\";' \"$1\"", TRUE, 100 },
  /* Docker Compose 1; version 2 is not in Debian, see the writer. */
  { "dotenv-compose", "python3-dotenv", PYTHON_HAS ("dotenv"), "", "P@N@=@VALUE@\n", "",
    PYTHON_READS ("import dotenv\nvalues = dotenv.dotenv_values (path, interpolate=False).values ()\n"), TRUE, 97 },
  { "dotenv-ruby", "ruby-dotenv", "ruby -e 'require \"dotenv\"'", "", "P@N@=@VALUE@\n", "",
    "LC_ALL=C.UTF-8 ruby -e 'require \"dotenv\";"
    "Dotenv::Parser.call(File.read(ARGV[0])).each_value { |v| $stdout.write (v + \"\\n\") }' \"$1\"", TRUE, 95 },
  { "ini-php", "php-cli", "command -v php", "[smtp]\n", "p@N@ = @VALUE@\n", "",
    "php -n -r 'foreach (parse_ini_file ($argv[1]) as $v) echo $v, \"\\n\";' \"$1\"", TRUE, 100 },
  /* As the php.ini that it starts with. */
  { "ini-php", "php-cli as php.ini", "command -v php", "", "postern.p@N@ = @VALUE@\n", "",
    "php -c \"$1\" -r 'for ($i = 0; $i < $argv[1]; $i++) echo get_cfg_var (\"postern.p$i\"), \"\\n\";' \"$2\"", TRUE,
    100 },
  { "ini-python", "python3", PYTHON_HAS ("configparser"), "[smtp]\n", "p@N@ = @VALUE@\n", "",
    PYTHON_READS ("import configparser\nparser = configparser.ConfigParser ()\nparser.read (path, encoding='utf-8')\n"
                  "values = parser['smtp'].values ()\n"), TRUE, 90 },
  { "ini-gitea", "golang-go, golang-gopkg-ini.v1-dev", "command -v go && test -e " GO_INI, "[smtp]\n",
    "p@N@ = @VALUE@\n", "", GO_READS, TRUE, 99 },
  { "ini-grafana", "golang-go, golang-gopkg-ini.v1-dev", "command -v go && test -e " GO_INI, "[smtp]\n",
    "p@N@ = @VALUE@\n", "", GO_READS, TRUE, 98 },
  /* What nobody has fixed must mean the same to several. */
  { "ini", "python3", PYTHON_HAS ("configparser"), "[smtp]\n", "p@N@ = @VALUE@\n", "",
    PYTHON_READS ("import configparser\n"
                  "parser = configparser.ConfigParser (inline_comment_prefixes=('#', ';'))\n"
                  "parser.read (path, encoding='utf-8')\nvalues = parser['smtp'].values ()\n"), FALSE, 20 },
  { "ini", "golang-go, golang-gopkg-ini.v1-dev", "command -v go && test -e " GO_INI, "[smtp]\n", "p@N@ = @VALUE@\n", "",
    GO_READS, FALSE, 20 },
};

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (parsers); i++)
    {
      g_autofree char *name = g_strdup_printf ("files/%s/%s", parsers[i].syntax, parsers[i].package);

      writers_test_add (name, &parsers[i]);
    }

  return g_test_run ();
}
