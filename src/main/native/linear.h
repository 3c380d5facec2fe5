// Products with packed weights: for each panel of outputs all rows, a block of rows at a time, whose sums stay in registers.
#pragma once

#include <string.h>

#include "kernels.h"
#include "parallel.h"
#include "simd.h"

namespace inkwell {
namespace {

constexpr int VECTORS = PANEL / LANES;

// Hardware follows a stream of weights to the end of a page only.
inline void prefetch(const void* weights) { _mm_prefetch(static_cast<const char*>(weights) + 2048, _MM_HINT_T0); }

inline Floats activated(Floats x, int64_t activation) { return activation == GELU_TANH ? gelu_tanh(x) : x; }

// Writes the sums of one row and panel.
inline void finish(const Floats* sums, const Product& product, long row, long panel) {
    long first = panel * PANEL, left = product.outputs - first;
    float* y = product.y + row * product.outputs + first;
    const float* bias = product.bias + first;
    const float* residual = product.residual ? product.residual + row * product.outputs + first : nullptr;
    for (int v = 0; v < VECTORS; v++) {
        int count = static_cast<int>(std::min<long>(LANES, left - v * LANES));
        if (count <= 0) {
            return;
        }
        bool whole = count == LANES;
        Floats x = sums[v] + (whole ? load(bias + v * LANES) : load_first(bias + v * LANES, count));
        x = activated(x, product.activation);
        if (residual) {
            x += whole ? load(residual + v * LANES) : load_first(residual + v * LANES, count);
        }
        if (whole) {
            store(y + v * LANES, x);
        } else {
            float last[LANES];
            store(last, x);
            memcpy(y + v * LANES, last, count * sizeof(float));
        }
    }
}

// How much of a product fits the registers: rows, and panels side by side.
constexpr int MAX_ROWS = LANES == 16 ? 14 : 6;
constexpr int MAX_PANELS = LANES == 16 ? 2 : 1;

// Runs the block of so many rows.
template <template <int, int> class Block, int PANELS, int ROWS, typename... Arguments>
inline void run(long rows, const Arguments&... arguments) {
    if constexpr (ROWS > 0) {
        if (rows == ROWS) {
            Block<ROWS, PANELS>::run(arguments...);
        } else {
            run<Block, PANELS, ROWS - 1>(rows, arguments...);
        }
    }
}

// All rows of some panels, in blocks as even as can be.
template <template <int, int> class Block, int PANELS, typename Input>
inline void run_all(long panel, const Input& input, const Product& product) {
    long blocks = (input.rows + MAX_ROWS - 1) / MAX_ROWS;
    for (long block = 0; block < blocks; block++) {
        long first = input.rows * block / blocks, last = input.rows * (block + 1) / blocks;
        run<Block, PANELS, MAX_ROWS>(last - first, first, panel, input, product);
    }
}

// Block<ROWS, PANELS>::run(row, panel, input, product) computes one block.
template <template <int, int> class Block, typename Input>
inline void linear(const Input& input, const Product& product) {
    long count = panels(product.outputs), groups = (count + MAX_PANELS - 1) / MAX_PANELS;
    parallel(groups, input.rows * input.inputs * product.outputs, [&](long begin, long end) {
        for (long panel = begin * MAX_PANELS; panel < std::min(count, end * MAX_PANELS); panel += MAX_PANELS) {
            if (panel + MAX_PANELS <= count) {
                run_all<Block, MAX_PANELS>(panel, input, product);
            } else {
                run_all<Block, 1>(panel, input, product);
            }
        }
    });
}

}  // namespace
}  // namespace inkwell
