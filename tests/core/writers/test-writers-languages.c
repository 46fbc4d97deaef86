/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "writers-support-python.h"
#include "writers-support.h"

/* Languages and formats of data, read back by their own interpreters and parsers. */

#define NODE_READS(code) \
  "node - \"$1\" <<'END'\nconst text = require ('fs').readFileSync (process.argv[2], 'utf8');\n" code \
  "for (const value of values) process.stdout.write (value + '\\n');\nEND\n"

static const WritersParser parsers[] = {
  { "php", "php-cli", "command -v php", "<?php\nforeach ([\n", "  @VALUE@,\n", "] as $v) echo $v, \"\\n\";\n",
    "php -n \"$1\"", TRUE, 100 },
  { "python", "python3", PYTHON_HAS ("sys"), "v = [\n", "  @VALUE@,\n", "]\n",
    PYTHON_READS ("scope = {}\nexec (compile (open (path, 'rb').read (), path, 'exec'), scope)\nvalues = scope['v']\n"),
    TRUE, 100 },
  { "ruby", "ruby", "command -v ruby", "[\n", "  @VALUE@,\n", "].each { |v| $stdout.write (v + \"\\n\") }\n",
    "LC_ALL=C.UTF-8 ruby \"$1\"", TRUE, 100 },
  { "perl", "perl-base", "command -v perl", "for (\n", "  @VALUE@,\n", ") { print \"$_\\n\"; }\n", "perl \"$1\"", TRUE,
    100 },
  { "javascript", "nodejs", "command -v node", "values = [\n", "  @VALUE@,\n", "];\n",
    NODE_READS ("let values;\neval (text);\n"), TRUE, 100 },
  { "json", "nodejs", "command -v node", "[\n\"\"", ",\n  @VALUE@", "]\n",
    NODE_READS ("const values = JSON.parse (text).slice (1);\n"), TRUE, 100 },
  { "json", "python3", PYTHON_HAS ("json"), "[\n\"\"", ",\n  @VALUE@", "]\n",
    PYTHON_READS ("import json\nvalues = json.load (open (path, 'rb'))[1:]\n"), TRUE, 100 },
  { "toml", "python3", PYTHON_HAS ("tomllib"), "", "p@N@ = @VALUE@\n", "",
    PYTHON_READS ("import tomllib\nvalues = tomllib.load (open (path, 'rb')).values ()\n"), TRUE, 100 },
  /* Both of its parsers, where it has the one in C. */
  { "yaml", "python3-yaml", PYTHON_HAS ("yaml"), "", "- @VALUE@\n", "",
    PYTHON_READS ("import yaml\nread = lambda how: yaml.load (open (path, encoding='utf-8', newline=''), how)\n"
                  "values = read (yaml.SafeLoader)\n"
                  "assert read (getattr (yaml, 'CSafeLoader', yaml.SafeLoader)) == values\n"), TRUE, 100 },
  { "xml", "python3", PYTHON_HAS ("xml.etree.ElementTree"), "<?xml version='1.0' encoding='UTF-8'?>\n<all>\n",
    "<p a=\"@VALUE@\" b='@VALUE@'>@VALUE@</p>\n", "</all>\n",
    PYTHON_READS ("import xml.etree.ElementTree as tree\nnodes = tree.parse (path).getroot ()\n"
                  "values = [node.text or '' for node in nodes]\n"
                  "assert [node.get ('a') for node in nodes] == values == [node.get ('b') for node in nodes]\n"),
    TRUE, 100 },
  /* What xmllint writes again is the same to Python. */
  { "xml", "libxml2-utils", "command -v xmllint", "<?xml version='1.0' encoding='UTF-8'?>\n<all>\n",
    "<p>@VALUE@</p>\n", "</all>\n",
    "xmllint --c14n --nonet \"$1\" > \"$3/c14n\" && set -- \"$3/c14n\" && "
    PYTHON_READS ("import xml.etree.ElementTree as tree\n"
                  "values = [node.text or '' for node in tree.parse (path).getroot ()]\n"), TRUE, 100 },
  { "properties", "bsh", "command -v bsh", "", "p@N@=@VALUE@\n", "",
    "cat >\"$3/read.bsh\" <<'END'\n"
    "p = new java.util.Properties (); p.load (new java.io.FileInputStream (bsh.args[0]));\n"
    "out = new java.io.PrintStream (System.out, false, \"UTF-8\");\n"
    "for (i = 0; p.containsKey (\"p\" + i); i++) out.print (p.getProperty (\"p\" + i) + \"\\n\");\n"
    "out.flush ();\nEND\nbsh \"$3/read.bsh\" \"$1\"", TRUE, 100 },
  { "url", "python3", PYTHON_HAS ("urllib.parse"), "", "smtp://@VALUE@:x@VALUE@@h.example:25\n", "",
    PYTHON_READS ("from urllib.parse import unquote, urlsplit\n"
                  "parts = [urlsplit (line[:-1]) for line in open (path, encoding='utf-8', newline='\\n')]\n"
                  "values = [unquote (part.username, errors='strict') for part in parts]\n"
                  "assert ['x' + value for value in values] == [unquote (part.password) for part in parts]\n"
                  "assert all (part.hostname == 'h.example' and part.port == 25 for part in parts)\n"), TRUE, 100 },
  { "url", "nodejs", "command -v node", "", "smtp://x@VALUE@:@VALUE@@h.example:25\n", "",
    NODE_READS ("const urls = text.split ('\\n').slice (0, -1).map (line => new URL (line));\n"
                "const values = urls.map (url => decodeURIComponent (url.password));\n"
                "if (urls.some ((url, i) => decodeURIComponent (url.username) != 'x' + values[i]))\n"
                "  throw new Error ('user');\n"), TRUE, 100 },
  { "url", "php-cli", "command -v php", "", "smtp://x:@VALUE@@h.example:25\n", "",
    "php -n -r 'foreach (file ($argv[1], FILE_IGNORE_NEW_LINES) as $l)"
    " echo rawurldecode (parse_url ($l, PHP_URL_PASS) ?? \"\"), \"\\n\";' \"$1\"", TRUE, 100 },
};

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (parsers); i++)
    {
      g_autofree char *name = g_strdup_printf ("languages/%s/%s", parsers[i].syntax, parsers[i].package);

      writers_test_add (name, &parsers[i]);
    }

  return g_test_run ();
}
