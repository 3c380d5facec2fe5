#!/bin/sh
# Builds the libraries and programs in a temporary folder, and fails if a byte differs from the committed ones. Needs the pinned tool
# chain, and prints what it cannot prove without it. PYTHON names a Python 3.11 that has the PyTorch of requirements.txt.
set -eu
cd "$(dirname "$0")"
python=${PYTHON:-python3}
committed=$PWD/../resources/io/inkwell/model/program
built=$(mktemp -d)
trap 'rm -r "$built"' EXIT
status=0

sha256() { sha256sum "$1" | cut -d " " -f 1; }

compare() {
    for file in "$@"; do
        if cmp -s "$committed/$file" "$built/$file"; then
            echo "equal: $file, sha256 $(sha256 "$built/$file")"
        else
            echo "DIFFERS: $file, sha256 $(sha256 "$committed/$file") committed, $(sha256 "$built/$file") built"
            status=1
        fi
    done
}

compiler=$(g++ --version 2>/dev/null | head -n 1) || true
case $compiler in
    *"(Debian 12.2.0-"*)
        echo "Building the libraries with $compiler"
        sh build.sh "$built"
        compare linux-x86_64/libinkwell-avx2.so linux-x86_64/libinkwell-avx512.so
        ;;
    *)
        echo "libraries NOT PROVED: g++ is ${compiler:-missing}, not GCC 12.2 of Debian 12"
        # The export needs them.
        cp -r "$committed/linux-x86_64" "$built"
        ;;
esac

cd ../torchscript
pinned=$(sed -n 's/^torch==//p' requirements.txt)
found=$("$python" -c 'import platform, torch; print("Python", platform.python_version(), "and PyTorch", torch.__version__)' 2>/dev/null) || true
case "$found+" in
    "Python 3.11."*" and PyTorch $pinned+"*)
        echo "Exporting the programs with $found"
        PYTHONDONTWRITEBYTECODE=1 PYTHONWARNINGS=ignore "$python" export.py "$built"
        compare gpt2.pt gpt2-native.pt
        ;;
    *)
        echo "programs NOT PROVED: there is ${found:-no PyTorch}, not Python 3.11 and PyTorch $pinned"
        ;;
esac
exit "$status"
