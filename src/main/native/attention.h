// Attention of the rows of a step to what the cache holds of their sequences.
#pragma once

#include <math.h>
#include <string.h>

#include "kernels.h"
#include "parallel.h"
#include "simd.h"

namespace inkwell {
namespace {

// Rows that read the same cells at the same time, and cells that stay in the nearest cache meanwhile.
constexpr int MAX_QUERIES = 8;
constexpr long TILE = 64;

// How many cells ahead memory is asked for what is to be read: heads are short streams, which hardware does not foresee.
constexpr long AHEAD = 16;

// Asks for the cell that is so far ahead, and beyond the end of a stream for the beginning of the next.
inline void ask_ahead(const float* stream, const float* next, long cell, long cells, long head_size) {
    const long ahead = cell + AHEAD;
    const float* wanted = ahead < cells ? stream + ahead * head_size : next + (ahead - cells) * head_size;
    for (long d = 0; d < head_size; d += 64 / sizeof(float)) {
        _mm_prefetch(reinterpret_cast<const char*>(wanted + d), _MM_HINT_T0);
    }
}

// Rows of one sequence that stand one after another.
struct Run {
    long row, rows;
};

// One head of a run.
struct Queries {
    const float* keys;
    const float* values;
    const float* next;     // what is read after the values
    const float* queries;  // scaled; [rows, head size filled up to whole vectors]
    float* scores;         // [rows, cells filled up to whole vectors]
    long rows, first_position, head_size;

    long cells() const { return first_position + rows; }
    long padded_cells() const { return (cells() + LANES - 1) / LANES * LANES; }
    long padded_size() const { return (head_size + LANES - 1) / LANES * LANES; }
};

// Adds the products of a stretch of the query and of each key: all lanes of it, or the first few.
template <typename Load>
inline void multiply(const float* query, const float* const* keys, long d, Load part_of, Floats* products) {
    Floats part = load(query + d);
#pragma GCC unroll 16
    for (int i = 0; i < LANES; i++) {
        products[i] = fma(part, part_of(keys[i] + d), products[i]);
    }
}

// The products of all queries and keys, so many keys at a time as there are lanes.
inline void score(const Queries& of) {
    for (long cell = 0; cell < of.padded_cells(); cell += LANES) {
        const float* keys[LANES];
        for (long i = 0; i < LANES; i++) {
            keys[i] = of.keys + std::min(cell + i, of.cells() - 1) * of.head_size;
        }
        for (long i = cell; i < std::min(cell + LANES, of.cells()); i++) {
            ask_ahead(of.keys, of.values, i, of.cells(), of.head_size);
        }
        for (long r = 0; r < of.rows; r++) {
            const float* query = of.queries + r * of.padded_size();
            Floats products[LANES];
            for (int i = 0; i < LANES; i++) {
                products[i] = zero();
            }
            long d = 0;
            for (; d + LANES <= of.head_size; d += LANES) {
                multiply(query, keys, d, [](const float* key) { return load(key); }, products);
            }
            if (d < of.head_size) {
                int left = static_cast<int>(of.head_size - d);
                multiply(query, keys, d, [=](const float* key) { return load_first(key, left); }, products);
            }
            store(of.scores + r * of.padded_cells() + cell, sums(products));
        }
    }
}

// Makes weights of the scores: a row's own cells and all before share one, later ones get nothing.
inline void softmax(const Queries& of) {
    for (long r = 0; r < of.rows; r++) {
        float* scores = of.scores + r * of.padded_cells();
        for (long cell = of.first_position + r + 1; cell < of.padded_cells(); cell++) {
            scores[cell] = -INFINITY;
        }
        Floats highest = all(-INFINITY);
        for (long cell = 0; cell < of.padded_cells(); cell += LANES) {
            highest = max(highest, load(scores + cell));
        }
        Floats top = all(largest(highest)), total = zero();
        for (long cell = 0; cell < of.padded_cells(); cell += LANES) {
            Floats weight = exp(load(scores + cell) - top);
            total += weight;
            store(scores + cell, weight);
        }
        Floats share = all(1.0f / sum(total));
        for (long cell = 0; cell < of.padded_cells(); cell += LANES) {
            store(scores + cell, load(scores + cell) * share);
        }
    }
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
        long row = 0;
        for (; row + 4 <= of.rows; row += 4) {
            add_values<4>(of, row, begin, end, y);
        }
        for (; row < of.rows; row++) {
            add_values<1>(of, row, begin, end, y);
        }
    }
}

inline float* cells_of(const Attention& of, int64_t part, int64_t slot, long head) {
    return of.cache + ((part * of.num_slots + slot) * of.heads + head) * of.max_positions * of.head_size;
}

inline void write_cells(const Attention& of, long row) {
    for (int64_t part = 0; part < 2; part++) {
        for (long head = 0; head < of.heads; head++) {
            const float* from = of.projected + ((row * 3 + 1 + part) * of.heads + head) * of.head_size;
            memcpy(cells_of(of, part, of.slots[row], head) + of.positions[row] * of.head_size, from,
                   of.head_size * sizeof(float));
        }
    }
}

// next: what is read after it
inline void attend(const Attention& of, const Run& run, long head, const float* next) {
    static thread_local Scratch scratch;
    Queries queries{};
    queries.rows = run.rows;
    queries.first_position = of.positions[run.row];
    queries.head_size = of.head_size;
    queries.keys = cells_of(of, 0, of.slots[run.row], head);
    queries.values = cells_of(of, 1, of.slots[run.row], head);
    queries.next = next;
    const long size = queries.padded_size(), count = run.rows * size;
    float* scaled = static_cast<float*>(scratch.bytes((2 * count + run.rows * queries.padded_cells()) * sizeof(float)));
    float* y = scaled + count;
    memset(scaled, 0, 2 * count * sizeof(float));
    for (long r = 0; r < run.rows; r++) {
        const float* from = of.projected + ((run.row + r) * 3 * of.heads + head) * of.head_size;
        for (long d = 0; d < of.head_size; d++) {
            scaled[r * size + d] = from[d] * of.scale;
        }
    }
    queries.queries = scaled;
    queries.scores = y + count;
    score(queries);
    softmax(queries);
    add_values(queries, y);
    for (long r = 0; r < run.rows; r++) {
        memcpy(of.y + ((run.row + r) * of.heads + head) * of.head_size, y + r * size, of.head_size * sizeof(float));
    }
}

inline long find_runs(const Attention& of, Run* runs) {
    long count = 0;
    for (long row = 0; row < of.rows; row++) {
        bool joins = row > 0 && runs[count - 1].rows < MAX_QUERIES && of.slots[row] == of.slots[row - 1] &&
                     of.positions[row] == of.positions[row - 1] + 1;
        if (joins) {
            runs[count - 1].rows++;
        } else {
            runs[count++] = Run{row, 1};
        }
    }
    return count;
}

inline void attend(const Attention& of) {
    static thread_local Scratch scratch;
    Run* runs = static_cast<Run*>(scratch.bytes(of.rows * sizeof(Run)));
    const long count = find_runs(of, runs);
    const long hidden = of.heads * of.head_size;
    long products = 0;
    for (long row = 0; row < of.rows; row++) {
        products += 2 * hidden * (of.positions[row] + 1);
    }
    parallel(of.rows, 4 * of.rows * hidden, [&](long begin, long end) {
        for (long row = begin; row < end; row++) {
            write_cells(of, row);
        }
    });
    parallel(of.heads * count, products, [&](long begin, long end) {
        for (long task = begin; task < end; task++) {
            const long next = std::min(task + 1, end - 1);
            attend(of, runs[task % count], task / count, cells_of(of, 0, of.slots[runs[next % count].row], next / count));
        }
    });
}

}  // namespace
}  // namespace inkwell
