// Weights in half precision, arithmetic in float.
#pragma once

#include "linear.h"

namespace inkwell {
namespace {

inline void pack_float16(Matrix matrix, uint16_t* packed) {
    parallel(panels(matrix.outputs), matrix.outputs * matrix.inputs, [&](long begin, long end) {
        for (long panel = begin; panel < end; panel++) {
            for (long input = 0; input < matrix.inputs; input++) {
                float column[PANEL] = {};
                for (long i = 0; i < std::min(PANEL, matrix.outputs - panel * PANEL); i++) {
                    column[i] = matrix.data[(panel * PANEL + i) * matrix.output_stride + input * matrix.input_stride];
                }
                uint16_t* to = packed + (panel * matrix.inputs + input) * PANEL;
                for (int v = 0; v < VECTORS; v++) {
                    store_halves(to + v * LANES, load(column + v * LANES));
                }
            }
        }
    });
}

struct Float16Input {
    const float* x;
    long rows, inputs;
    const uint16_t* packed;
};

template <int ROWS, int PANELS>
struct Float16Block {
    static void run(long row, long panel, const Float16Input& of, const Product& product) {
        const long inputs = of.inputs;
        Floats sums[ROWS][PANELS * VECTORS];
        for (auto& of_row : sums) {
            for (Floats& lanes : of_row) {
                lanes = zero();
            }
        }
        const float* from = of.x + row * inputs;
        const uint16_t* weights = of.packed + panel * inputs * PANEL;
        for (long input = 0; input < inputs; input++, weights += PANEL) {
            Floats w[PANELS * VECTORS];
            for (int p = 0; p < PANELS; p++) {
                const uint16_t* next = weights + p * inputs * PANEL;
                prefetch(next);
                for (int v = 0; v < VECTORS; v++) {
                    w[p * VECTORS + v] = load(next + v * LANES);
                }
            }
#pragma GCC unroll 32
            for (int r = 0; r < ROWS; r++) {
                Floats value = all(from[r * inputs + input]);
#pragma GCC unroll 4
                for (int v = 0; v < PANELS * VECTORS; v++) {
                    sums[r][v] = fma(value, w[v], sums[r][v]);
                }
            }
        }
        for (int r = 0; r < ROWS; r++) {
            for (int p = 0; p < PANELS; p++) {
                finish(sums[r] + p * VECTORS, product, row + r, panel + p);
            }
        }
    }
};

inline void linear_float16(const float* x, long rows, long inputs, const uint16_t* packed, Product product) {
    linear<Float16Block>(Float16Input{x, rows, inputs, packed}, product);
}

}  // namespace
}  // namespace inkwell
