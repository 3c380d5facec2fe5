// The input layout of matrix products: blocks of rows, each stored column by column.
#pragma once

#include "norm.h"
#include "parallel.h"
#include "transpose.h"

namespace inkwell {
namespace {

// The largest numbers of rows whose sums fit in the vector registers, for one panel and for two. Blocks of two panels share the loads
// of inputs, but larger blocks of one panel need fewer passes over the weights, which saves more.
constexpr int MAX_ROWS = LANES == 16 ? 28 : 6;
constexpr int MAX_ROWS_TWO_PANELS = LANES == 16 ? 14 : 0;

// Calls Block<rows, PANELS>::run. rows: from 1 to ROWS
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

// Divides rows into blocks of almost equal size.
struct Blocks {
    explicit Blocks(long rows) : rows(rows), count((rows + MAX_ROWS - 1) / MAX_ROWS) {}

    long first(long block) const { return rows * block / count; }

    // Whether the rows are divided between threads, instead of the panels.
    bool partition_by_rows() const { return count >= 6; }

    const long rows, count;
};

// Copies a block of rows to column-by-column order. stride: the elements between the starts of two rows
template <int ROWS, int>
struct Interleaving {
    static void run(const float* from, long stride, long width, float* to) {
        long column = 0;
        for (; column + LANES <= width; column += LANES) {
#pragma GCC unroll 4
            for (int row = 0; row < ROWS; row += LANES) {
                const int rows = std::min(LANES, ROWS - row);
                Floats square[LANES] = {};
#pragma GCC unroll 16
                for (int r = 0; r < rows; r++) {
                    square[r] = load(from + (row + r) * stride + column);
                }
                transpose(square);
#pragma GCC unroll 16
                for (int c = 0; c < LANES; c++) {
                    store_first(to + (column + c) * ROWS + row, square[c], rows);
                }
            }
        }
        for (; column < width; column++) {
            for (long r = 0; r < ROWS; r++) {
                to[column * ROWS + r] = from[r * stride + column];
            }
        }
    }
};

// Interleaves one block, after the norm if there is one. The stride of normed rows is padded by one vector, so that the elements of
// a column map to different sets of the L1 cache.
inline void interleave(const Rows& rows, const Blocks& blocks, long block, float* to) {
    static thread_local Scratch buffer;
    const long first = blocks.first(block), in_block = blocks.first(block + 1) - first;
    const float* from = rows.x + first * rows.width;
    long stride = rows.width;
    if (rows.norm) {
        stride += LANES;
        float* normed = static_cast<float*>(buffer.bytes(MAX_ROWS * stride * sizeof(float)));
        for (long r = 0; r < in_block; r++) {
            norm(*rows.norm, from + r * rows.width, rows.width, normed + r * stride);
        }
        from = normed;
    }
    run<Interleaving, 1, MAX_ROWS>(in_block, from, stride, rows.width, to + first * rows.width);
}

// Returns the rows in the interleaved layout. Kernels read one column of a block at a time. In row-major order with a power-of-two
// width, the elements of a column would evict one another from the L1 cache.
inline const float* interleaved(const Rows& rows, Scratch& scratch) {
    if (rows.interleaved || (rows.rows == 1 && !rows.norm)) {
        return rows.x;
    }
    float* result = static_cast<float*>(scratch.bytes(rows.rows * rows.width * sizeof(float)));
    const Blocks blocks(rows.rows);
    if (blocks.partition_by_rows()) {
        parallel_with_affinity(blocks.count, [&](long block) { interleave(rows, blocks, block, result); });
    } else {
        parallel(blocks.count, 4 * rows.rows * rows.width, [&](long begin, long end) {
            for (long block = begin; block < end; block++) {
                interleave(rows, blocks, block, result);
            }
        });
    }
    return result;
}

}  // namespace
}  // namespace inkwell
