// Attention of the rows of a step over the KV cache.
#pragma once

#include <math.h>
#include <string.h>

#include "kernels.h"
#include "parallel.h"
#include "scores.h"

namespace inkwell {
namespace {

// The rows of a run read each cell together. Values are read in tiles of cells, which stay in the L1 cache until all rows of the run
// have used them.
constexpr int MAX_RUN_ROWS = 32;
constexpr long CELLS_PER_TILE = 64;

// Selected rows of one sequence at consecutive positions.
struct Run {
    long first, rows;
};

// Converts the scores of one row, base-2 logarithms, to the numerators of their softmax in place. Returns the sum of the numerators.
// Cells from visible_cells on are masked: their numerator is 0.
inline float softmax_numerators(float* scores, long visible_cells, long padded_cells) {
    const long end = whole_vectors(visible_cells);
    std::fill(scores + visible_cells, scores + end, -INFINITY);
    std::fill(scores + end, scores + padded_cells, 0.0f);
    Floats maximum = broadcast(-INFINITY);
    for (long cell = 0; cell < end; cell += LANES) {
        maximum = max(maximum, load(scores + cell));
    }
    const Floats maxima = broadcast(reduce_max(maximum));
    Floats total = zero();
    for (long cell = 0; cell < end; cell += LANES) {
        Floats numerator = exp2(load(scores + cell) - maxima);
        total += numerator;
        store(scores + cell, numerator);
    }
    return reduce_add(total);
}

// Adds the weighted values of the cells [begin, end) to ROWS rows of y, in COLUMNS vectors starting at element d.
// y: [rows, padded head size]
template <int ROWS, int COLUMNS, typename Load>
inline void add_values(const QueryBlock& block, long row, long d, long begin, long end, Load load_part, float* y) {
    const long width = block.padded_size(), cells = block.padded_cells(), size = block.head_size;
    const float* weights = block.scores + row * cells;
    Floats results[ROWS][COLUMNS];
    for (int r = 0; r < ROWS; r++) {
        for (int c = 0; c < COLUMNS; c++) {
            results[r][c] = load(y + (row + r) * width + d + c * LANES);
        }
    }
    for (long cell = begin; cell < end; cell++) {
        const float* value = block.values + cell * size + d;
        if (row == 0 && d == 0) {
            prefetch(block.values, block.next, cell, block.cells(), size);
        }
        Floats values[COLUMNS];
        for (int c = 0; c < COLUMNS; c++) {
            values[c] = load_part(value + c * LANES);
        }
#pragma GCC unroll 8
        for (int r = 0; r < ROWS; r++) {
            Floats weight = broadcast(weights[r * cells + cell]);
#pragma GCC unroll 8
            for (int c = 0; c < COLUMNS; c++) {
                results[r][c] = fma(weight, values[c], results[r][c]);
            }
        }
    }
    for (int r = 0; r < ROWS; r++) {
        for (int c = 0; c < COLUMNS; c++) {
            store(y + (row + r) * width + d + c * LANES, results[r][c]);
        }
    }
}

template <int ROWS>
inline void add_values(const QueryBlock& block, long row, long begin, long end, float* y) {
    constexpr int COLUMNS = LANES / ROWS < 4 ? LANES / ROWS : 4;
    long d = 0;
    for (; d + COLUMNS * LANES <= block.head_size; d += COLUMNS * LANES) {
        add_values<ROWS, COLUMNS>(
            block, row, d, begin, end, [](const float* value) { return load(value); }, y);
    }
    for (; d < block.head_size; d += LANES) {
        int rest = static_cast<int>(std::min<long>(LANES, block.head_size - d));
        add_values<ROWS, 1>(
            block, row, d, begin, end, [=](const float* value) { return load_first(value, rest); }, y);
    }
}

// Computes the weighted sums of the values. y must be zero.
inline void add_values(const QueryBlock& block, float* y) {
    for (long begin = 0; begin < block.cells(); begin += CELLS_PER_TILE) {
        long end = std::min(begin + CELLS_PER_TILE, block.cells());
        // Earlier rows do not attend to these cells.
        long row = std::max(0L, begin - block.first_position) / 4 * 4;
        for (; row + 4 <= block.rows; row += 4) {
            add_values<4>(block, row, begin, std::min(end, block.first_position + row + 4), y);
        }
        for (; row < block.rows; row++) {
            add_values<1>(block, row, begin, std::min(end, block.first_position + row + 1), y);
        }
    }
}

// Returns the cells of one head. part: 0 for keys, 1 for values
inline float* head_cells(const Attention& attention, int64_t part, int64_t slot, long head) {
    return attention.cache +
           ((part * attention.num_slots + slot) * attention.heads + head) * attention.max_positions * attention.head_size;
}

inline void write_cells(const Attention& attention, long row) {
    for (int64_t part = 0; part < 2; part++) {
        for (long head = 0; head < attention.heads; head++) {
            const float* from = attention.keys_values + row * attention.keys_values_stride +
                                (part * attention.heads + head) * attention.head_size;
            memcpy(head_cells(attention, part, attention.slots[row], head) + attention.positions[row] * attention.head_size, from,
                   attention.head_size * sizeof(float));
        }
    }
}

// to = from * factor, elementwise.
inline void scale(const float* from, float factor, long count, float* to) {
    for (long i = 0; i < count; i++) {
        to[i] = from[i] * factor;
    }
}

// Computes the attention of one head for a run of rows. next: the keys that the thread reads afterwards, to prefetch them
inline void attend(const Attention& attention, const Run& run, long head, const float* next, TransposedKeys& columns) {
    static thread_local Scratch scratch;
    QueryBlock block{};
    const long row = attention.row(run.first);
    block.rows = run.rows;
    block.first_position = attention.positions[row];
    block.head_size = attention.head_size;
    block.keys = head_cells(attention, 0, attention.slots[row], head);
    block.values = head_cells(attention, 1, attention.slots[row], head);
    block.next = next;
    const long size = block.padded_size(), count = run.rows * size, cells = block.padded_cells();
    float* scaled = static_cast<float*>(scratch.bytes((2 * count + run.rows * cells) * sizeof(float)));
    float* y = scaled + count;
    memset(scaled, 0, 2 * count * sizeof(float));
    for (long r = 0; r < run.rows; r++) {
        const float* from = attention.queries + (run.first + r) * attention.queries_stride + head * attention.head_size;
        scale(from, attention.scale * LOG2_E, attention.head_size, scaled + r * size);
    }
    block.queries = scaled;
    block.scores = y + count;
    score(block, columns);
    float totals[MAX_RUN_ROWS];
    for (long r = 0; r < run.rows; r++) {
        totals[r] = softmax_numerators(block.scores + r * cells, block.first_position + r + 1, cells);
    }
    add_values(block, y);
    for (long r = 0; r < run.rows; r++) {
        scale(y + r * size, 1.0f / totals[r], attention.head_size,
              attention.y + ((run.first + r) * attention.heads + head) * attention.head_size);
    }
}

// Divides the selected rows into runs and returns the number of runs. runs: [selected]
inline long find_runs(const Attention& attention, Run* runs) {
    long count = 0;
    for (long i = 0; i < attention.num_selected; i++) {
        const long row = attention.row(i), previous = attention.row(std::max(0L, i - 1));
        bool joins = i > 0 && runs[count - 1].rows < MAX_RUN_ROWS && attention.slots[row] == attention.slots[previous] &&
                     attention.positions[row] == attention.positions[previous] + 1;
        if (joins) {
            runs[count - 1].rows++;
        } else {
            runs[count++] = Run{i, 1};
        }
    }
    return count;
}

inline void attend(const Attention& attention) {
    static thread_local Scratch scratch;
    Run* runs = static_cast<Run*>(scratch.bytes(attention.num_selected * sizeof(Run)));
    const long count = find_runs(attention, runs);
    const long hidden = attention.heads * attention.head_size;
    long products = 0;
    for (long i = 0; i < attention.num_selected; i++) {
        products += 2 * hidden * (attention.positions[attention.row(i)] + 1);
    }
    parallel(attention.rows, 4 * attention.rows * hidden, [&](long begin, long end) {
        for (long row = begin; row < end; row++) {
            write_cells(attention, row);
        }
    });
    parallel(attention.heads * count, products, [&](long begin, long end) {
        static thread_local Scratch memory;
        TransposedKeys columns(
            static_cast<float*>(memory.bytes(TransposedKeys::floats(attention.max_positions) * sizeof(float))));
        for (long task = begin; task < end; task++) {
            const long next = std::min(task + 1, end - 1);
            const int64_t next_slot = attention.slots[attention.row(runs[next % count].first)];
            attend(attention, runs[task % count], task / count, head_cells(attention, 0, next_slot, next / count), columns);
        }
    });
}

}  // namespace
}  // namespace inkwell
