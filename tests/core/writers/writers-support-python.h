/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Debian's own, which sees Debian's modules. */
#define PYTHON           "/usr/bin/python3"
#define PYTHON_HAS(name) PYTHON " -c 'import " name "'"
/** A script for the shell: Python code that sets “values” from the file sys.argv[1], then prints them. */
#define PYTHON_READS(code) \
  PYTHON " - \"$1\" \"$2\" \"$3\" <<'END'\nimport sys\npath = sys.argv[1]\n" code \
  "for value in values: sys.stdout.buffer.write (value.encode ('utf-8') + b'\\n')\nEND\n"
