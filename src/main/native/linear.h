// Products with packed weights: for each panel of outputs all rows, a block of rows at a time, whose sums stay in registers.
#pragma once

#include "kernels.h"
#include "parallel.h"
#include "transpose.h"

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

// How many rows of one panel, and of two side by side, fit the registers. Two share what they read of the rows; but all rows in
// one pass over the weights are worth more.
constexpr int MAX_ROWS = LANES == 16 ? 28 : 6;
constexpr int MAX_ROWS_OF_TWO = LANES == 16 ? 14 : 0;

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

// Rows cut into blocks as even as can be.
struct Blocks {
    explicit Blocks(long rows) : rows(rows), count((rows + MAX_ROWS - 1) / MAX_ROWS) {}

    long first(long block) const { return rows * block / count; }

    const long rows, count;
};

// Writes some columns of some rows one after another.
template <int ROWS, int>
struct Interleaving {
    static void run(const float* x, long width, long begin, long end, float* to) {
        long column = begin;
        for (; column + LANES <= end; column += LANES) {
#pragma GCC unroll 4
            for (int row = 0; row < ROWS; row += LANES) {
                const int rows = std::min(LANES, ROWS - row);
                Floats square[LANES] = {};
#pragma GCC unroll 16
                for (int r = 0; r < rows; r++) {
                    square[r] = load(x + (row + r) * width + column);
                }
                transpose(square);
#pragma GCC unroll 16
                for (int c = 0; c < LANES; c++) {
                    store_first(to + (column + c) * ROWS + row, square[c], rows);
                }
            }
        }
        for (; column < end; column++) {
            for (long r = 0; r < ROWS; r++) {
                to[column * ROWS + r] = x[r * width + column];
            }
        }
    }
};

// The rows of each block number by number, as a block reads them: as rows they would lie in a few sets of the nearest cache,
// and push one another out.
template <typename Number>
inline const Number* interleaved(const Number* x, long rows, long width, Scratch& scratch) {
    if (rows == 1) {
        return x;
    }
    static_assert(sizeof(Number) == sizeof(float));
    constexpr long STRETCH = 64;
    const float* from = reinterpret_cast<const float*>(x);
    float* to = static_cast<float*>(scratch.bytes(rows * width * sizeof(float)));
    const Blocks blocks(rows);
    parallel((width + STRETCH - 1) / STRETCH, 4 * rows * width, [&](long begin, long end) {
        for (long block = 0; block < blocks.count; block++) {
            const long first = blocks.first(block), in_block = blocks.first(block + 1) - first, place = first * width;
            run<Interleaving, 1, MAX_ROWS>(in_block, from + place, width, begin * STRETCH, std::min(width, end * STRETCH), to + place);
        }
    });
    return reinterpret_cast<const Number*>(to);
}

// Computes all rows of some panels: Block<ROWS, PANELS>::run(row, panel, input, product) one block of them.
template <template <int, int> class Block, int PANELS, int MAX, typename Input>
inline void linear(const Input& input, const Product& product) {
    const long count = panels(product.outputs);
    const Blocks blocks(input.rows);
    parallel((count + PANELS - 1) / PANELS, input.rows * input.inputs * product.outputs, [&](long begin, long end) {
        for (long panel = begin * PANELS; panel < std::min(count, end * PANELS); panel += PANELS) {
            for (long block = 0; block < blocks.count; block++) {
                const long first = blocks.first(block), rows = blocks.first(block + 1) - first;
                if (panel + PANELS <= count) {
                    run<Block, PANELS, MAX>(rows, first, panel, input, product);
                } else {
                    run<Block, 1, MAX>(rows, first, panel, input, product);
                }
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
