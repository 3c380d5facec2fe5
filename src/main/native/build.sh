#!/bin/sh
# Builds the library for each instruction set into a folder, which by default is that of the resources. It needs x86-64 Linux and
# GCC 12, and no part of PyTorch. The committed libraries are built with GCC 12.2 of Debian 12.
set -eu
cd "$(dirname "$0")"
to=${1:-../resources/io/inkwell/model/program}/linux-x86_64
mkdir -p "$to"
sources=$(LC_ALL=C; cat ./*.h operators.cpp build.sh | sha256sum | cut -d " " -f 1)
work=$(mktemp -d)
trap 'rm -r "$work"' EXIT
# Linking with an empty library of this name records the dependency. At run time the loader resolves the symbols in PyTorch's
# library and in its OpenMP runtime.
g++ -shared -Wl,-soname,libtorch_cpu.so -x c++ /dev/null -o "$work/libtorch_cpu.so"
build() {
    name=$1
    shift
    g++ -std=c++17 -O3 -fPIC -shared -fvisibility=hidden -fno-math-errno -fno-trapping-math \
        -Wall -Wextra -Wno-maybe-uninitialized -Wno-uninitialized "$@" \
        -D "SOURCES_SHA256=\"$sources\"" -ffile-prefix-map="$PWD=." -c operators.cpp -o "$work/operators.o"
    # The library contains no paths of the build machine, and not the revision of the compiler package.
    g++ -shared -Wl,--build-id=none "$work/operators.o" -Wl,--no-as-needed -L"$work" -ltorch_cpu -o "$work/library.so"
    strip --strip-all --remove-section=.comment "$work/library.so" -o "$to/libinkwell-$name.so"
}
build avx2 -mavx2 -mfma -mf16c
build avx512 -mavx512f -mavx512bw -mavx512vl -mavx512dq -mavx512vnni -mamx-tile -mamx-int8 -mamx-bf16 -mfma -mf16c \
    -mprefer-vector-width=512
