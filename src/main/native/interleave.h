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

// Each block's first numbers, then its second ones: as rows they would lie in a few sets of the nearest cache, and push one
// another out. So room for normed rows has a line between them.
inline const float* interleaved(const Rows& rows, Scratch& scratch) {
    if (rows.interleaved || (rows.rows == 1 && !rows.norm)) {
        return rows.x;
    }
    const long width = rows.width, room_stride = width + LANES;
    float* all = static_cast<float*>(scratch.bytes(rows.rows * width * sizeof(float)));
    const Blocks blocks(rows.rows);
    const auto interleave = [&](long begin, long end) {
        static thread_local Scratch memory;
        for (long block = begin; block < end; block++) {
            const long first = blocks.first(block), in_block = blocks.first(block + 1) - first;
            const float* from = rows.x + first * width;
            long stride = width;
            if (rows.norm) {
                float* room = static_cast<float*>(memory.bytes(MAX_ROWS * room_stride * sizeof(float)));
                for (long r = 0; r < in_block; r++) {
                    norm(*rows.norm, from + r * width, width, room + r * room_stride);
                }
                from = room;
                stride = room_stride;
            }
            run<Interleaving, 1, MAX_ROWS>(in_block, from, stride, width, all + first * width);
        }
    };
    if (blocks.are_many()) {
        parallel_in_place(blocks.count, [&](long block) { interleave(block, block + 1); });
    } else {
        parallel(blocks.count, 4 * rows.rows * width, interleave);
    }
    return all;
}

}  // namespace
}  // namespace inkwell
