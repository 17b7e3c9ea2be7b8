#!/bin/sh
# Prints the Python to use: that of .venv where there is one, else one of 3.11 or newer; or says in plain words what is
# missing. Of several builds of the same version it takes the system's where that is quicker by a tenth or more:
# docs/decisions/0031.
if .venv/bin/python -c 'import pip' >/dev/null 2>&1; then
    echo .venv/bin/python
    exit 0
fi

# Milliseconds for the same piece of work, the best of nine; nothing where no environment can be made with it.
pace() {
    "$1" - 2>/dev/null <<'WORK'
import ensurepip, time, venv

class Row:
    def __init__(self, number):
        self.number = number

    def told(self, **more):
        return f"{self.number}: {more}"

def work():
    began = time.process_time()
    "".join(Row(number).told(year=number % 7) for number in range(10_000))
    return time.process_time() - began

print(round(min(work() for _ in range(9)) * 1_000_000))
WORK
}

for name in python3 python3.14 python3.13 python3.12 python3.11 python; do
    version=$("$name" -c 'import sys; print("python%d.%d" % sys.version_info[:2]); sys.exit(sys.version_info < (3, 11))' 2>/dev/null) || continue
    mine=$(pace "$name")
    other=/usr/bin/$version
    theirs=$(pace "$other")
    if [ -n "$theirs" ] && { [ -z "$mine" ] || [ $((theirs * 10)) -lt $((mine * 9)) ]; }; then
        name=$other
    fi
    echo "$name"
    exit 0
done
found=$(python3 --version 2>/dev/null || echo "none at all")
echo "Holdepunkt needs Python 3.11 or newer; found: $found." >&2
echo "Install one (on Debian: apt-get install python3 python3-venv) and try again." >&2
exit 1
