// Attention scores: the products of queries and keys.
#pragma once

#include <algorithm>

#include "transpose.h"

namespace inkwell {
namespace {

// The prefetch distance in cells. The cells of one head are too short a stream for the hardware prefetcher.
constexpr long PREFETCH_CELLS = 16;

// Prefetches the cell that is PREFETCH_CELLS after `cell`. Past the end of this stream it is a cell of the next stream.
inline void prefetch(const float* stream, const float* next, long cell, long cells, long head_size) {
    const long ahead = cell + PREFETCH_CELLS;
    const float* address = ahead < cells ? stream + ahead * head_size : next + (ahead - cells) * head_size;
    for (long d = 0; d < head_size; d += 64 / sizeof(float)) {
        _mm_prefetch(reinterpret_cast<const char*>(address + d), _MM_HINT_T0);
    }
}

inline long whole_vectors(long count) { return (count + LANES - 1) / LANES * LANES; }

// The queries of one head, for consecutive rows of one sequence.
struct QueryBlock {
    const float* keys;
    const float* values;
    const float* next;     // the cells to read after the values
    const float* queries;  // scaled; [rows, head size padded to whole vectors]
    float* scores;         // [rows, cells padded to whole vectors]
    long rows, first_position, head_size;

    long cells() const { return first_position + rows; }
    long padded_cells() const { return whole_vectors(cells()); }
    long padded_size() const { return whole_vectors(head_size); }
};

// Accumulates the products of one vector of the query and of each key. load_part: loads a whole vector of a key, or its first lanes
template <typename Load>
inline void multiply(const float* query, const float* const* keys, long d, Load load_part, Floats* products) {
    Floats part = load(query + d);
#pragma GCC unroll 16
    for (int i = 0; i < LANES; i++) {
        products[i] = fma(part, load_part(keys[i] + d), products[i]);
    }
}

// Returns the dot products of a query and LANES keys. Lane i is the product with keys[i].
inline Floats score(const float* query, const float* const* keys, long head_size) {
    Floats products[LANES];
    for (int i = 0; i < LANES; i++) {
        products[i] = zero();
    }
    long d = 0;
    for (; d + LANES <= head_size; d += LANES) {
        multiply(
            query, keys, d, [](const float* key) { return load(key); }, products);
    }
    if (d < head_size) {
        int rest = static_cast<int>(head_size - d);
        multiply(
            query, keys, d, [=](const float* key) { return load_first(key, rest); }, products);
    }
    return horizontal_sums(products);
}

// Queries are grouped to share loads of transposed keys if heads have this size. All of OpenAI's GPT-2 models have it.
constexpr long GROUPED_HEAD_SIZE = 64;
constexpr int QUERY_GROUP = 4;
// With 16 vector registers, spills cost more than grouping saves.
constexpr bool GROUPING_PAYS = LANES == 16;

// The scores of a group of queries for LANES keys.
struct Scores {
    Floats of_query[QUERY_GROUP];

    Scores operator+(const Scores& other) const {
        Scores sum;
        for (int q = 0; q < QUERY_GROUP; q++) {
            sum.of_query[q] = of_query[q] + other.of_query[q];
        }
        return sum;
    }

    // Forces the compiler to compute the sums here. Otherwise it delays all additions to the end, and spills registers.
    Scores materialize() const {
        Scores result = *this;
        for (Floats& lanes : result.of_query) {
            asm volatile("" : "+v"(lanes) : : "memory");
        }
        return result;
    }
};

// Sums the products of those elements of the group's queries that are in the lanes [LANE, LANE + COUNT) of their vectors. The order
// of additions is that of `horizontal_sums`, so a score does not depend on grouping. columns: [GROUPED_HEAD_SIZE, LANES]
template <int LANE, int COUNT>
[[gnu::always_inline]] inline Scores partial_scores(const float* queries, const float* columns) {
    if constexpr (COUNT == 1) {
        Scores products;
#pragma GCC unroll 8
        for (long d = LANE; d < GROUPED_HEAD_SIZE; d += LANES) {
            Floats keys = load(columns + d * LANES);
#pragma GCC unroll 4
            for (int q = 0; q < QUERY_GROUP; q++) {
                Floats query = broadcast(queries[q * GROUPED_HEAD_SIZE + d]);
                products.of_query[q] = d == LANE ? query * keys : fma(query, keys, products.of_query[q]);
            }
        }
        return products.materialize();
    } else if constexpr (COUNT == 4) {
        Scores even = (partial_scores<LANE, 1>(queries, columns) + partial_scores<LANE + 2, 1>(queries, columns)).materialize();
        return (even +
                (partial_scores<LANE + 1, 1>(queries, columns) + partial_scores<LANE + 3, 1>(queries, columns)).materialize())
            .materialize();
    } else {
        Scores first = partial_scores<LANE, COUNT / 2>(queries, columns);
        return (first + partial_scores<LANE + COUNT / 2, COUNT / 2>(queries, columns)).materialize();
    }
}

// The keys that a thread transposed last. Consecutive runs of one sequence and head reuse them.
class TransposedKeys {
  public:
    explicit TransposedKeys(float* memory) : memory_(memory) {}

    static long floats(long max_positions) { return whole_vectors(max_positions) * GROUPED_HEAD_SIZE; }

    // Returns [cells / LANES, GROUPED_HEAD_SIZE, LANES]. The last vectors are padded with copies of the last key.
    const float* of(const QueryBlock& block) {
        if (keys_ != block.keys) {
            keys_ = block.keys;
            num_transposed_ = 0;
        }
        for (; num_transposed_ < block.cells(); num_transposed_ += LANES) {
            transpose(block, num_transposed_);
        }
        num_transposed_ = block.cells() / LANES * LANES;
        return memory_;
    }

  private:
    void transpose(const QueryBlock& block, long first) {
        const long cells = block.cells();
        for (long cell = first; cell < std::min(first + LANES, cells); cell++) {
            prefetch(block.keys, block.values, cell, cells, GROUPED_HEAD_SIZE);
        }
        for (long d = 0; d < GROUPED_HEAD_SIZE; d += LANES) {
            Floats square[LANES];
            for (int i = 0; i < LANES; i++) {
                square[i] = load(block.keys + std::min(first + i, cells - 1) * GROUPED_HEAD_SIZE + d);
            }
            inkwell::transpose(square);
            for (int i = 0; i < LANES; i++) {
                store(memory_ + first * GROUPED_HEAD_SIZE + (d + i) * LANES, square[i]);
            }
        }
    }

    float* memory_;
    const float* keys_ = nullptr;
    long num_transposed_ = 0;
};

// Computes the scores of the first `rows` rows in groups. They are bitwise equal to those of `score_single`.
inline void score_grouped(const QueryBlock& block, long rows, const float* columns) {
    for (long cell = 0; cell < block.cells(); cell += LANES) {
        // Earlier rows do not attend to these cells.
        const long first = std::max(0L, cell - block.first_position) / QUERY_GROUP * QUERY_GROUP;
        for (long r = first; r < rows; r += QUERY_GROUP) {
            Scores scores = partial_scores<0, LANES>(block.queries + r * GROUPED_HEAD_SIZE, columns + cell * GROUPED_HEAD_SIZE);
            for (int q = 0; q < QUERY_GROUP; q++) {
                store(block.scores + (r + q) * block.padded_cells() + cell, scores.of_query[q]);
            }
        }
    }
}

// Computes the scores of the rows from `begin` on, one row at a time.
inline void score_single(const QueryBlock& block, long begin) {
    for (long cell = 0; cell < block.cells(); cell += LANES) {
        const float* keys[LANES];
        for (long i = 0; i < LANES; i++) {
            keys[i] = block.keys + std::min(cell + i, block.cells() - 1) * block.head_size;
        }
        for (long i = cell; i < std::min(cell + LANES, block.cells()); i++) {
            prefetch(block.keys, block.values, i, block.cells(), block.head_size);
        }
        for (long r = std::max(begin, cell - block.first_position); r < block.rows; r++) {
            store(block.scores + r * block.padded_cells() + cell,
                  score(block.queries + r * block.padded_size(), keys, block.head_size));
        }
    }
}

// Computes the scores of each query for the keys up to its own position.
inline void score(const QueryBlock& block, TransposedKeys& columns) {
    const long grouped = GROUPING_PAYS && block.head_size == GROUPED_HEAD_SIZE ? block.rows / QUERY_GROUP * QUERY_GROUP : 0;
    if (grouped > 0) {
        score_grouped(block, grouped, columns.of(block));
    }
    if (grouped < block.rows) {
        score_single(block, grouped);
    }
}

}  // namespace
}  // namespace inkwell
