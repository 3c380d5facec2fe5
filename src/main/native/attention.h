// Attention of the rows of a step to what the cache holds of their sequences.
#pragma once

#include <math.h>
#include <string.h>

#include "kernels.h"
#include "parallel.h"
#include "scores.h"

namespace inkwell {
namespace {

// Rows that read the same cells at the same time, and cells whose values stay in the nearest cache meanwhile.
constexpr int MAX_QUERIES = 32;
constexpr long TILE = 64;

// Wanted rows of one sequence whose positions follow one another.
struct Run {
    long first, rows;
};

// Makes weights of a row's scores, which are logarithms to the base of 2, and returns their sum. Its own cells come first; the
// others weigh nothing.
inline float weigh(float* scores, long own_cells, long padded_cells) {
    const long end = whole_vectors(own_cells);
    std::fill(scores + own_cells, scores + end, -INFINITY);
    std::fill(scores + end, scores + padded_cells, 0.0f);
    Floats highest = all(-INFINITY);
    for (long cell = 0; cell < end; cell += LANES) {
        highest = max(highest, load(scores + cell));
    }
    const Floats top = all(largest(highest));
    Floats total = zero();
    for (long cell = 0; cell < end; cell += LANES) {
        Floats weight = exp2(load(scores + cell) - top);
        total += weight;
        store(scores + cell, weight);
    }
    return sum(total);
}

// Adds the values of some cells, each times its weight, to the results of some rows, a stretch of so many vectors.
// y: [rows, padded head size]
template <int ROWS, int COLUMNS, typename Load>
inline void add_values(const Queries& of, long row, long d, long begin, long end, Load part_of, float* y) {
    const long width = of.padded_size(), cells = of.padded_cells(), size = of.head_size;
    const float* weights = of.scores + row * cells;
    Floats results[ROWS][COLUMNS];
    for (int r = 0; r < ROWS; r++) {
        for (int c = 0; c < COLUMNS; c++) {
            results[r][c] = load(y + (row + r) * width + d + c * LANES);
        }
    }
    for (long cell = begin; cell < end; cell++) {
        const float* value = of.values + cell * size + d;
        if (row == 0 && d == 0) {
            ask_ahead(of.values, of.next, cell, of.cells(), size);
        }
        Floats values[COLUMNS];
        for (int c = 0; c < COLUMNS; c++) {
            values[c] = part_of(value + c * LANES);
        }
#pragma GCC unroll 8
        for (int r = 0; r < ROWS; r++) {
            Floats weight = all(weights[r * cells + cell]);
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
inline void add_values(const Queries& of, long row, long begin, long end, float* y) {
    constexpr int COLUMNS = LANES / ROWS < 4 ? LANES / ROWS : 4;
    long d = 0;
    for (; d + COLUMNS * LANES <= of.head_size; d += COLUMNS * LANES) {
        add_values<ROWS, COLUMNS>(of, row, d, begin, end, [](const float* value) { return load(value); }, y);
    }
    for (; d < of.head_size; d += LANES) {
        int left = static_cast<int>(std::min<long>(LANES, of.head_size - d));
        add_values<ROWS, 1>(of, row, d, begin, end, [=](const float* value) { return load_first(value, left); }, y);
    }
}

inline void add_values(const Queries& of, float* y) {
    for (long begin = 0; begin < of.cells(); begin += TILE) {
        long end = std::min(begin + TILE, of.cells());
        // Rows that come before these cells have nothing of them.
        long row = std::max(0L, begin - of.first_position) / 4 * 4;
        for (; row + 4 <= of.rows; row += 4) {
            add_values<4>(of, row, begin, std::min(end, of.first_position + row + 4), y);
        }
        for (; row < of.rows; row++) {
            add_values<1>(of, row, begin, std::min(end, of.first_position + row + 1), y);
        }
    }
}

inline float* cells_of(const Attention& of, int64_t part, int64_t slot, long head) {
    return of.cache + ((part * of.num_slots + slot) * of.heads + head) * of.max_positions * of.head_size;
}

inline void write_cells(const Attention& of, long row) {
    for (int64_t part = 0; part < 2; part++) {
        for (long head = 0; head < of.heads; head++) {
            const float* from = of.written + row * of.written_stride + (part * of.heads + head) * of.head_size;
            memcpy(cells_of(of, part, of.slots[row], head) + of.positions[row] * of.head_size, from,
                   of.head_size * sizeof(float));
        }
    }
}

// to = from * factor, of so many numbers.
inline void scale(const float* from, float factor, long count, float* to) {
    for (long i = 0; i < count; i++) {
        to[i] = from[i] * factor;
    }
}

// next: what is read after it
inline void attend(const Attention& of, const Run& run, long head, const float* next, KeyColumns& columns) {
    static thread_local Scratch scratch;
    Queries queries{};
    const long row = of.row(run.first);
    queries.rows = run.rows;
    queries.first_position = of.positions[row];
    queries.head_size = of.head_size;
    queries.keys = cells_of(of, 0, of.slots[row], head);
    queries.values = cells_of(of, 1, of.slots[row], head);
    queries.next = next;
    const long size = queries.padded_size(), count = run.rows * size, cells = queries.padded_cells();
    float* scaled = static_cast<float*>(scratch.bytes((2 * count + run.rows * cells) * sizeof(float)));
    float* y = scaled + count;
    memset(scaled, 0, 2 * count * sizeof(float));
    for (long r = 0; r < run.rows; r++) {
        const float* from = of.queries + (run.first + r) * of.queries_stride + head * of.head_size;
        scale(from, of.scale * LOG2_E, of.head_size, scaled + r * size);
    }
    queries.queries = scaled;
    queries.scores = y + count;
    score(queries, columns);
    float totals[MAX_QUERIES];
    for (long r = 0; r < run.rows; r++) {
        totals[r] = weigh(queries.scores + r * cells, queries.first_position + r + 1, cells);
    }
    add_values(queries, y);
    for (long r = 0; r < run.rows; r++) {
        scale(y + r * size, 1.0f / totals[r], of.head_size, of.y + ((run.first + r) * of.heads + head) * of.head_size);
    }
}

inline long find_runs(const Attention& of, Run* runs) {
    long count = 0;
    for (long i = 0; i < of.num_wanted; i++) {
        const long row = of.row(i), before = of.row(std::max(0L, i - 1));
        bool joins = i > 0 && runs[count - 1].rows < MAX_QUERIES && of.slots[row] == of.slots[before] &&
                     of.positions[row] == of.positions[before] + 1;
        if (joins) {
            runs[count - 1].rows++;
        } else {
            runs[count++] = Run{i, 1};
        }
    }
    return count;
}

inline void attend(const Attention& of) {
    static thread_local Scratch scratch;
    Run* runs = static_cast<Run*>(scratch.bytes(of.num_wanted * sizeof(Run)));
    const long count = find_runs(of, runs);
    const long hidden = of.heads * of.head_size;
    long products = 0;
    for (long i = 0; i < of.num_wanted; i++) {
        products += 2 * hidden * (of.positions[of.row(i)] + 1);
    }
    parallel(of.rows, 4 * of.rows * hidden, [&](long begin, long end) {
        for (long row = begin; row < end; row++) {
            write_cells(of, row);
        }
    });
    parallel(of.heads * count, products, [&](long begin, long end) {
        static thread_local Scratch memory;
        KeyColumns columns(static_cast<float*>(memory.bytes(KeyColumns::floats(of.max_positions) * sizeof(float))));
        for (long task = begin; task < end; task++) {
            const long next = std::min(task + 1, end - 1);
            const int64_t next_slot = of.slots[of.row(runs[next % count].first)];
            attend(of, runs[task % count], task / count, cells_of(of, 0, next_slot, next / count), columns);
        }
    });
}

}  // namespace
}  // namespace inkwell
