// Rows as products read them: cut into blocks, and each block number by number.
#pragma once

#include "norm.h"
#include "parallel.h"
#include "transpose.h"

namespace inkwell {
namespace {

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

    // So many that each thread gets rows of its own, and all panels pass over them.
    bool are_many() const { return count >= 6; }

    const long rows, count;
};

// Writes a block of rows column by column. from: so many floats from one row to the next
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

// Room for normed rows has a line between them, for them not to lie in a few sets of the nearest cache.
inline void interleave(const Rows& rows, const Blocks& blocks, long block, float* to) {
    static thread_local Scratch room;
    const long first = blocks.first(block), in_block = blocks.first(block + 1) - first;
    const float* from = rows.x + first * rows.width;
    long stride = rows.width;
    if (rows.norm) {
        stride += LANES;
        float* normed = static_cast<float*>(room.bytes(MAX_ROWS * stride * sizeof(float)));
        for (long r = 0; r < in_block; r++) {
            norm(*rows.norm, from + r * rows.width, rows.width, normed + r * stride);
        }
        from = normed;
    }
    run<Interleaving, 1, MAX_ROWS>(in_block, from, stride, rows.width, to + first * rows.width);
}

// Each block's first numbers, then its second ones: as rows they too would push one another out of that cache.
inline const float* interleaved(const Rows& rows, Scratch& scratch) {
    if (rows.interleaved || (rows.rows == 1 && !rows.norm)) {
        return rows.x;
    }
    float* all = static_cast<float*>(scratch.bytes(rows.rows * rows.width * sizeof(float)));
    const Blocks blocks(rows.rows);
    if (blocks.are_many()) {
        parallel_in_place(blocks.count, [&](long block) { interleave(rows, blocks, block, all); });
    } else {
        parallel(blocks.count, 4 * rows.rows * rows.width, [&](long begin, long end) {
            for (long block = begin; block < end; block++) {
                interleave(rows, blocks, block, all);
            }
        });
    }
    return all;
}

}  // namespace
}  // namespace inkwell
