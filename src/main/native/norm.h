// Layer normalisation.
#pragma once

#include <math.h>

#include "kernels.h"
#include "simd.h"

namespace inkwell {
namespace {

// y = (x - mean) / sqrt(variance + epsilon) times weight plus bias, each over the row.
inline void norm(const Norm& of, const float* x, long width, float* y) {
    const long whole = width / LANES * LANES;
    const int left = static_cast<int>(width - whole);
    Floats total = load_first(x + whole, left);
    for (long i = 0; i < whole; i += LANES) {
        total += load(x + i);
    }
    const Floats mean = all(sum(total) / static_cast<float>(width));
    Floats squares = zero();
    for (long i = 0; i < whole; i += LANES) {
        Floats difference = load(x + i) - mean;
        squares = fma(difference, difference, squares);
    }
    float variance = sum(squares);
    for (long i = whole; i < width; i++) {
        variance += (x[i] - first(mean)) * (x[i] - first(mean));
    }
    const Floats factor = all(1.0f / sqrtf(variance / static_cast<float>(width) + of.epsilon));
    for (long i = 0; i < whole; i += LANES) {
        store(y + i, fma((load(x + i) - mean) * factor, load(of.weight + i), load(of.bias + i)));
    }
    for (long i = whole; i < width; i++) {
        y[i] = (x[i] - first(mean)) * first(factor) * of.weight[i] + of.bias[i];
    }
}

// A row as a product wants it. room: as many floats, of which the result may be made.
inline const float* row_of(const Rows& rows, long row, float* room) {
    const float* x = rows.x + row * rows.width;
    if (!rows.norm) {
        return x;
    }
    norm(*rows.norm, x, rows.width, room);
    return room;
}

}  // namespace
}  // namespace inkwell
