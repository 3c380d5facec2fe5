#!/bin/sh
# Runs the kernels' tests under AddressSanitizer with UndefinedBehaviorSanitizer, and under ThreadSanitizer, for each instruction
# set that the processor has. Prints what it cannot run. It needs GCC 12 on x86-64 Linux, and no PyTorch.
set -eu
cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -r "$work"' EXIT
native=../../main/native

# The options of build.sh.
avx2="-mavx2 -mfma -mf16c"
avx512="-mavx512f -mavx512bw -mavx512vl -mavx512dq -mavx512vnni -mamx-tile -mamx-int8 -mamx-bf16 -mfma -mf16c -mprefer-vector-width=512"

has() {
    for flag in "$@"; do
        grep -qw "$flag" /proc/cpuinfo || return 1
    done
}

run() {
    set=$1 options=$2 sanitizers=$3
    # shellcheck disable=SC2086
    g++ -std=c++17 -O1 -g -fno-omit-frame-pointer -fno-math-errno -fno-trapping-math -Wall -Wextra -Wno-maybe-uninitialized \
        -Wno-uninitialized $options -fsanitize="$sanitizers" -fno-sanitize-recover=all -D 'SOURCES_SHA256=""' -I"$native" \
        "$native/operators.cpp" fake_libtorch.cpp kernels_test.cpp -pthread -o "$work/test"
    printf '%s, %s: ' "$set" "$sanitizers"
    "$work/test"
}

for sanitizers in address,undefined thread; do
    if has avx2 fma f16c; then
        run avx2 "$avx2" "$sanitizers"
    else
        echo "NOT RUN under $sanitizers: the avx2 kernels, which this processor cannot run"
    fi
    if has avx512f avx512bw avx512vl avx512dq avx512_vnni; then
        run avx512 "$avx512" "$sanitizers"
    else
        echo "NOT RUN under $sanitizers: the avx512 kernels, which this processor cannot run"
    fi
    has amx_tile amx_int8 amx_bf16 || echo "NOT RUN under $sanitizers: AMX tiles, which this processor does not have"
done
