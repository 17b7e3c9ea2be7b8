#!/bin/sh
# Prints a Python of 3.11 or newer, or says in plain words what is missing.
for name in python3 python3.14 python3.13 python3.12 python3.11 python; do
    if "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
        echo "$name"
        exit 0
    fi
done
found=$(python3 --version 2>/dev/null || echo "none at all")
echo "Holdepunkt needs Python 3.11 or newer; found: $found." >&2
echo "Install one (on Debian: apt-get install python3 python3-venv) and try again." >&2
exit 1
