/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "writers-support-python.h"
#include "writers-support.h"

/* Files of mail programs and servers, read back by the programs. */

/* Debian has Exim and Postfix exclude each other, so that it may lie somewhere else (see build-aux/unpack). */
#define EXIM "\"${POSTERN_TEST_EXIM:-/usr/sbin/exim4}\""

static const WritersParser parsers[] = {
  { "gitconfig", "git", "command -v git", "[p]\n", "\tv = @VALUE@\n", "",
    "git config -f \"$1\" -z --get-all p.v | tr '\\0' '\\n'", TRUE, 100 },
  { "curlrc", "curl", "command -v curl", "", "user-agent = @VALUE@\nurl = \"file:///dev/null\"\nnext\n",
    "user-agent = \"last\"\nurl = \"file:///dev/null\"\n",
    "curl -q -s --config \"$1\" --libcurl \"$3/c\" && set -- \"$3/c\" && "
    PYTHON_READS ("import re\nescapes = re.compile (rb'\\\\(?:x([0-9a-f]{2})|([0-7]{3})|(.))')\n"
                  "names = { b't': b'\\t', b'n': b'\\n', b'r': b'\\r' }\n"
                  "def put (m):\n"
                  "  if m[1] or m[2]: return bytes ([int (m[1] or m[2], 16 if m[1] else 8)])\n"
                  "  return names.get (m[3], m[3])\n"
                  "values = []\n"
                  "for line in open (path, 'rb').read ().split (b'\\n'):\n"
                  "  m = re.match (rb'  curl_easy_setopt\\(hnd, CURLOPT_USERAGENT, \"(.*)\"\\);', line)\n"
                  "  if m: values.append (escapes.sub (put, m[1]).decode ('utf-8'))\n"
                  "assert values.pop () == 'last'\n"), TRUE, 100 },
  { "muttrc", "mutt", "command -v mutt", "", "set my_p@N@=@VALUE@\n", "",
    "i=0; while [ $i -lt \"$2\" ]; do echo \"-Q my_p$i\"; i=$((i + 1)); done >\"$3/ask\"\n"
    "HOME=\"$3\" LC_ALL=C.UTF-8 mutt -n -F \"$1\" $(cat \"$3/ask\") >\"$3/told\" && set -- \"$3/told\" && "
    PYTHON_READS ("import re\nlines = open (path, encoding='utf-8', newline='\\n').read ().split ('\\n')[:-1]\n"
                  "values = [re.sub (r'\\\\(.)', r'\\1', line[line.index ('=\"') + 2:-1]) for line in lines]\n"),
    TRUE, 100, .longest = 200 },
  /* It tells only of its own variables, and from 2025 on ends with 1 when it has: an answer that is missing shows. */
  { "muttrc", "neomutt", "command -v neomutt", "", "set imap_pass=@VALUE@\n", "",
    "while IFS= read -r line; do printf '%s\\n' \"$line\" >\"$3/rc\"\n"
    "HOME=\"$3\" LC_ALL=C.UTF-8 neomutt -n -F \"$3/rc\" -Q imap_pass; done <\"$1\" >\"$3/told\"; "
    "set -- \"$3/told\" && "
    PYTHON_READS ("import re\nlines = open (path, encoding='utf-8', newline='\\n').read ().split ('\\n')[:-1]\n"
                  "values = [re.sub (r'\\\\(.)', r'\\1', line[line.index ('\"') + 1:-1]) for line in lines]\n"),
    TRUE, 100, .longest = 200, .most = 120 },
  { "mailrc", "s-nail", "command -v s-nail", "set v15-compat=yes\n", "set p@N@=@VALUE@\necho \"$p@N@\"\n", "x\n",
    "HOME=\"$3\" LC_ALL=C.UTF-8 MAILRC=\"$1\" s-nail -:u -# -X x", TRUE, 100 },
  { "postfix-map", "postfix", "command -v postmap", "", "k@N@ user:@VALUE@\n", "",
    "printf '' >\"$3/main.cf\"; i=0; while [ $i -lt \"$2\" ]; do echo k$i; i=$((i + 1)); done |"
    " postmap -c \"$3\" -q - texthash:\"$1\" | sed 's/^[^\\t]*\\tuser://'", TRUE, 90 },
  /* As Debian's own configuration looks for the password. */
  { "exim-passwd", "exim4-daemon-light", "test -x " EXIM, "", "k@N@:user:@VALUE@\n", "",
    "chmod 755 \"$(dirname \"$1\")\" && chmod 644 \"$1\" && echo >\"$3/conf\" && i=0; while [ $i -lt \"$2\" ]; do\n"
    "printf '${sg{${lookup{k%s}nwildlsearch{%s}{$value}fail}}{\\\\N([^:]+:)(.*)\\\\N}{\\\\$2}}\\n' $i \"$1\"\n"
    "i=$((i + 1)); done | " EXIM " -C \"$3/conf\" -be | sed '$d; s/^> //'", TRUE, 90 },
  { "msmtprc", "msmtp", "command -v msmtp", "", "account a@N@\nhost h.example\nuser @VALUE@\n", "",
    "i=0; while [ $i -lt \"$2\" ]; do msmtp -C \"$1\" --pretend -a a$i x@y.example | sed -n 's/^user = //p'\n"
    "i=$((i + 1)); done", TRUE, 100, .no_empty = TRUE, .most = 250 },
  /* Parameters of one's own are known where others hold them. */
  { "postfix", "postfix", "command -v postconf", "", "p@N@ = @VALUE@\n", "",
    "i=0; while [ $i -lt \"$2\" ]; do echo p$i; i=$((i + 1)); done >\"$3/names\"\n"
    "{ cat \"$1\"; printf 'smtp_helo_name ='; sed 's/^/ $/' \"$3/names\" | tr -d '\\n'; echo; } >\"$3/main.cf\"\n"
    "xargs postconf -c \"$3\" -x -h <\"$3/names\" 2>/dev/null", FALSE, 40 },
  { "nullmailer", "nullmailer",
    "[ \"$(id -u)\" -eq 0 ] && test -x \"$POSTERN_TEST_UNPACKED/nullmailer/usr/sbin/nullmailer-send\"", "",
    "h@N@ show pass=@VALUE@\n", "",
    "export FILE=\"$1\"; cd \"$3\" && unshare --mount --pid --fork --kill-child sh"
    " \"$G_TEST_SRCDIR/peers/targets/enter\" \"$G_TEST_SRCDIR/core/writers/nullmailer.sh\" /dev/null"
    " \"$POSTERN_TEST_UNPACKED/nullmailer\"", TRUE, 80 },
};

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (parsers); i++)
    {
      g_autofree char *name = g_strdup_printf ("mail/%s/%s", parsers[i].syntax, parsers[i].package);

      writers_test_add (name, &parsers[i]);
    }

  return g_test_run ();
}
