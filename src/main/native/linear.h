// Products with packed weights: for each panel of outputs all rows, a block of rows at a time, whose sums stay in registers.
#pragma once

#include "interleave.h"

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
            store_first(y + v * LANES, x, count);
        }
    }
}

// Writes the sums of a block of rows and a panel, output by output.
template <int ROWS, int COUNT>
inline void finish_interleaved(const Floats (&sums)[ROWS][COUNT], int vector, const Product& product, long row, long output) {
    const int outputs = static_cast<int>(std::clamp<long>(product.outputs - output, 0, LANES));
    const Floats bias = load_first(product.bias + output, outputs);
    float* y = product.y + row * product.outputs + output * ROWS;
#pragma GCC unroll 4
    for (int group = 0; group < ROWS; group += LANES) {
        const int rows = std::min(LANES, ROWS - group);
        Floats square[LANES] = {};
#pragma GCC unroll 16
        for (int r = 0; r < rows; r++) {
            square[r] = activated(sums[group + r][vector] + bias, product.activation);
        }
        transpose(square);
        for (int c = 0; c < outputs; c++) {
            store_first(y + c * ROWS + group, square[c], rows);
        }
    }
}

// Writes the sums of a block.
template <int ROWS, int COUNT>
inline void finish(const Floats (&sums)[ROWS][COUNT], const Product& product, long row, long panel) {
    if (ROWS > 1 && product.interleaved) {
        for (int v = 0; v < COUNT; v++) {
            finish_interleaved(sums, v, product, row, panel * PANEL + v * LANES);
        }
        return;
    }
    for (int r = 0; r < ROWS; r++) {
        for (int p = 0; p < COUNT / VECTORS; p++) {
            finish(sums[r] + p * VECTORS, product, row + r, panel + p);
        }
    }
}

// Of many rows, each thread's blocks are cut by panels into so many, for none to wait long for the last.
constexpr long PARTS = 4;

// Computes all rows of some panels: Block<ROWS, PANELS>::run(row, panel, input, product) one block of them.
template <template <int, int> class Block, int PANELS, int MAX, typename Input>
inline void linear(const Input& input, const Product& product) {
    const long count = panels(product.outputs), groups = (count + PANELS - 1) / PANELS;
    const Blocks blocks(input.rows);
    const auto run_block = [&](long block, long group) {
        const long first = blocks.first(block), rows = blocks.first(block + 1) - first, panel = group * PANELS;
        if (panel + PANELS <= count) {
            run<Block, PANELS, MAX>(rows, first, panel, input, product);
        } else {
            run<Block, 1, MAX>(rows, first, panel, input, product);
        }
    };
    if (blocks.are_many()) {
        parallel_in_place(blocks.count * PARTS, [&](long task) {
            const long part = task % PARTS;
            for (long group = groups * part / PARTS; group < groups * (part + 1) / PARTS; group++) {
                run_block(task / PARTS, group);
            }
        });
        return;
    }
    parallel(groups, input.rows * input.inputs * product.outputs, [&](long begin, long end) {
        for (long group = begin; group < end; group++) {
            for (long block = 0; block < blocks.count; block++) {
                run_block(block, group);
            }
        }
    });
}

template <template <int, int> class Block, typename Input>
inline void linear(const Input& input, const Product& product) {
    if (input.rows <= MAX_ROWS_OF_TWO) {
        linear<Block, 2, MAX_ROWS_OF_TWO>(input, product);
    } else {
        linear<Block, 1, MAX_ROWS>(input, product);
    }
}

}  // namespace
}  // namespace inkwell
