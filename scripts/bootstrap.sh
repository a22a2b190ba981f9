#!/bin/sh
# Makes a virtualenv with exactly the pinned packages and this project in it: bootstrap.sh VIRTUALENV
# PYTHON says which Python to make it from; otherwise the first of the usual names that is new enough.
set -eu

venv=$1
new_enough='import sys; sys.exit(sys.version_info < (3, 11))'

find_python() {
    for candidate in ${PYTHON:-python3 python3.13 python3.12 python3.11}; do
        if "$candidate" -c "$new_enough" 2>/dev/null; then
            echo "$candidate"
            return
        fi
    done
    echo "Inkwell needs Python 3.11 or newer, but ${PYTHON:-python3} is $("${PYTHON:-python3}" --version 2>&1 || true)." >&2
    echo "Install one, then say where it is: make run PYTHON=/path/to/python3.13" >&2
    exit 1
}

if ! "$venv/bin/python" -c "$new_enough" 2>/dev/null || ! "$venv/bin/uv" --version >/dev/null 2>&1; then
    python=$(find_python)
    echo "Making $venv from $("$python" --version) ..." >&2
    if ! "$python" -m venv --clear "$venv"; then
        echo "This Python cannot make virtual environments; on Debian and Ubuntu: apt install python3-venv" >&2
        exit 1
    fi
    "$venv/bin/python" -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/uv.txt
fi

echo "Installing the pinned packages ..." >&2
uv() { "$venv/bin/uv" --quiet "$@" --python "$venv/bin/python"; }
uv pip sync --require-hashes --compile-bytecode requirements/dev.txt
uv pip install --no-deps --no-build-isolation --editable .
# Each of many processes would do it at the first start.
"$venv/bin/python" -m compileall -q -j 0 functions layers local scripts
