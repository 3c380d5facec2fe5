#!/bin/sh
# Builds the library for each instruction set into the resources. Wants g++ 12 on x86-64 Linux, and nothing of PyTorch's.
set -eu
cd "$(dirname "$0")"
to=../resources/io/inkwell/model/program/linux-x86_64
mkdir -p "$to"
sources=$(LC_ALL=C; cat ./*.h operators.cpp build.sh | sha256sum | cut -d " " -f 1)
stub=$(mktemp -d)
trap 'rm -r "$stub"' EXIT
# Names libtorch as a dependency: its symbols, and those of the OpenMP that it brings, are found
# where both are loaded.
g++ -shared -Wl,-soname,libtorch_cpu.so -x c++ /dev/null -o "$stub/libtorch_cpu.so"
build() {
    name=$1
    shift
    g++ -std=c++17 -O3 -fPIC -shared -fvisibility=hidden -fno-math-errno -fno-trapping-math -Wall -Wextra -Wno-maybe-uninitialized -Wno-uninitialized "$@" \
        -D "SOURCES_SHA256=\"$sources\"" -ffile-prefix-map="$PWD=." operators.cpp -c -o "$stub/operators.o"
    g++ -shared -s "$stub/operators.o" -Wl,--no-as-needed -L"$stub" -ltorch_cpu -o "$to/libinkwell-$name.so"
}
build avx2 -mavx2 -mfma -mf16c
build avx512 -mavx512f -mavx512bw -mavx512vl -mavx512dq -mavx512vnni -mamx-tile -mamx-int8 -mamx-bf16 -mfma -mf16c -mprefer-vector-width=512
