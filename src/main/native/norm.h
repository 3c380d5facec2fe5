// Layer normalisation.
#pragma once

#include <math.h>

#include "kernels.h"
#include "parallel.h"
#include "simd.h"

namespace inkwell {
namespace {

// (x - mean) / sqrt(variance + epsilon) times weight plus bias, each over the row.
inline void norm(const Norm& of, long row) {
    const float* x = of.x + row * of.width;
    float* y = of.y + row * of.width;
    const long whole = of.width / LANES * LANES;
    const int left = static_cast<int>(of.width - whole);
    Floats total = load_first(x + whole, left);
    for (long i = 0; i < whole; i += LANES) {
        total += load(x + i);
    }
    const Floats mean = all(sum(total) / static_cast<float>(of.width));
    Floats squares = zero();
    for (long i = 0; i < whole; i += LANES) {
        Floats difference = load(x + i) - mean;
        squares = fma(difference, difference, squares);
    }
    float variance = sum(squares);
    for (long i = whole; i < of.width; i++) {
        variance += (x[i] - first(mean)) * (x[i] - first(mean));
    }
    const Floats factor = all(1.0f / sqrtf(variance / static_cast<float>(of.width) + of.epsilon));
    for (long i = 0; i < whole; i += LANES) {
        store(y + i, fma((load(x + i) - mean) * factor, load(of.weight + i), load(of.bias + i)));
    }
    for (long i = whole; i < of.width; i++) {
        y[i] = (x[i] - first(mean)) * first(factor) * of.weight[i] + of.bias[i];
    }
}

inline void norm(const Norm& of) {
    parallel(of.rows, 4 * of.rows * of.width, [&](long begin, long end) {
        for (long row = begin; row < end; row++) {
            norm(of, row);
        }
    });
}

}  // namespace
}  // namespace inkwell
