// Layer normalization.
#pragma once

#include <math.h>

#include "kernels.h"
#include "simd.h"

namespace inkwell {
namespace {

// y = (x - mean) / sqrt(variance + epsilon) * weight + bias, with the mean and variance of the row.
inline void norm(const Norm& parameters, const float* x, long width, float* y) {
    const long whole = width / LANES * LANES;
    const int rest = static_cast<int>(width - whole);
    Floats total = load_first(x + whole, rest);
    for (long i = 0; i < whole; i += LANES) {
        total += load(x + i);
    }
    const Floats mean = broadcast(reduce_add(total) / static_cast<float>(width));
    Floats squares = zero();
    for (long i = 0; i < whole; i += LANES) {
        Floats difference = load(x + i) - mean;
        squares = fma(difference, difference, squares);
    }
    float variance = reduce_add(squares);
    for (long i = whole; i < width; i++) {
        variance += (x[i] - first_lane(mean)) * (x[i] - first_lane(mean));
    }
    const Floats factor = broadcast(1.0f / sqrtf(variance / static_cast<float>(width) + parameters.epsilon));
    for (long i = 0; i < whole; i += LANES) {
        store(y + i, fma((load(x + i) - mean) * factor, load(parameters.weight + i), load(parameters.bias + i)));
    }
    for (long i = whole; i < width; i++) {
        y[i] = (x[i] - first_lane(mean)) * first_lane(factor) * parameters.weight[i] + parameters.bias[i];
    }
}

// Returns a row after its norm, if it has one. buffer: [width], memory for the result
inline const float* normed_row(const Rows& rows, long row, float* buffer) {
    const float* x = rows.x + row * rows.width;
    if (!rows.norm) {
        return x;
    }
    norm(*rows.norm, x, rows.width, buffer);
    return buffer;
}

}  // namespace
}  // namespace inkwell
