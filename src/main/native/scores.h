// What each row of a sequence makes of each key before it.
#pragma once

#include <algorithm>

#include "transpose.h"

namespace inkwell {
namespace {

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

inline long whole_vectors(long count) { return (count + LANES - 1) / LANES * LANES; }

// One head of rows of one sequence that stand one after another.
struct Queries {
    const float* keys;
    const float* values;
    const float* next;     // what is read after the values
    const float* queries;  // scaled; [rows, head size filled up to whole vectors]
    float* scores;         // [rows, cells filled up to whole vectors]
    long rows, first_position, head_size;

    long cells() const { return first_position + rows; }
    long padded_cells() const { return whole_vectors(cells()); }
    long padded_size() const { return whole_vectors(head_size); }
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

// Lane i is the product of a query and keys[i].
inline Floats score(const float* query, const float* const* keys, long head_size) {
    Floats products[LANES];
    for (int i = 0; i < LANES; i++) {
        products[i] = zero();
    }
    long d = 0;
    for (; d + LANES <= head_size; d += LANES) {
        multiply(query, keys, d, [](const float* key) { return load(key); }, products);
    }
    if (d < head_size) {
        int left = static_cast<int>(head_size - d);
        multiply(query, keys, d, [=](const float* key) { return load_first(key, left); }, products);
    }
    return sums(products);
}

// Queries that read transposed keys together have heads of this size, as every GPT-2 has.
constexpr long SHARED_SIZE = 64;
constexpr int SHARING = 4;
// With 16 registers each query would wait for more loads than it saves.
constexpr bool MAY_SHARE = LANES == 16;

struct Scores {
    Floats of_query[SHARING];

    Scores operator+(const Scores& other) const {
        Scores sum;
        for (int q = 0; q < SHARING; q++) {
            sum.of_query[q] = of_query[q] + other.of_query[q];
        }
        return sum;
    }

    // Computed here: the compiler would put all additions off to the end, for which there are not registers enough.
    Scores now() const {
        Scores result = *this;
        for (Floats& lanes : result.of_query) {
            asm volatile("" : "+v"(lanes) : : "memory");
        }
        return result;
    }
};

// What some neighbouring lanes of a query's vectors add to its scores, in the order of `sums`. columns: [SHARED_SIZE, LANES]
template <int LANE, int COUNT>
[[gnu::always_inline]] inline Scores part(const float* queries, const float* columns) {
    if constexpr (COUNT == 1) {
        Scores products;
#pragma GCC unroll 8
        for (long d = LANE; d < SHARED_SIZE; d += LANES) {
            Floats keys = load(columns + d * LANES);
#pragma GCC unroll 4
            for (int q = 0; q < SHARING; q++) {
                Floats query = all(queries[q * SHARED_SIZE + d]);
                products.of_query[q] = d == LANE ? query * keys : fma(query, keys, products.of_query[q]);
            }
        }
        return products.now();
    } else if constexpr (COUNT == 4) {
        Scores even = (part<LANE, 1>(queries, columns) + part<LANE + 2, 1>(queries, columns)).now();
        return (even + (part<LANE + 1, 1>(queries, columns) + part<LANE + 3, 1>(queries, columns)).now()).now();
    } else {
        Scores first = part<LANE, COUNT / 2>(queries, columns);
        return (first + part<LANE + COUNT / 2, COUNT / 2>(queries, columns)).now();
    }
}

// The keys that a thread turned over last, for queries that follow one another to share.
class KeyColumns {
  public:
    explicit KeyColumns(float* memory) : memory_(memory) {}

    static long floats(long max_positions) { return whole_vectors(max_positions) * SHARED_SIZE; }

    // [cells / LANES, SHARED_SIZE, LANES], the last vectors filled up.
    const float* of(const Queries& queries) {
        if (keys_ != queries.keys) {
            keys_ = queries.keys;
            done_ = 0;
        }
        for (; done_ < queries.cells(); done_ += LANES) {
            turn(queries, done_);
        }
        done_ = queries.cells() / LANES * LANES;
        return memory_;
    }

  private:
    void turn(const Queries& queries, long first) {
        const long cells = queries.cells();
        for (long cell = first; cell < std::min(first + LANES, cells); cell++) {
            ask_ahead(queries.keys, queries.values, cell, cells, SHARED_SIZE);
        }
        for (long d = 0; d < SHARED_SIZE; d += LANES) {
            Floats square[LANES];
            for (int i = 0; i < LANES; i++) {
                square[i] = load(queries.keys + std::min(first + i, cells - 1) * SHARED_SIZE + d);
            }
            transpose(square);
            for (int i = 0; i < LANES; i++) {
                store(memory_ + first * SHARED_SIZE + (d + i) * LANES, square[i]);
            }
        }
    }

    float* memory_;
    const float* keys_ = nullptr;
    long done_ = 0;
};

// The scores of some rows, to the last bit as each would have them alone.
inline void score_sharing(const Queries& of, long rows, const float* columns) {
    for (long cell = 0; cell < of.cells(); cell += LANES) {
        // Rows that come before these cells have nothing of them.
        const long first = std::max(0L, cell - of.first_position) / SHARING * SHARING;
        for (long r = first; r < rows; r += SHARING) {
            Scores scores = part<0, LANES>(of.queries + r * SHARED_SIZE, columns + cell * SHARED_SIZE);
            for (int q = 0; q < SHARING; q++) {
                store(of.scores + (r + q) * of.padded_cells() + cell, scores.of_query[q]);
            }
        }
    }
}

// The scores of the rows from this one on, each by itself.
inline void score_alone(const Queries& of, long begin) {
    for (long cell = 0; cell < of.cells(); cell += LANES) {
        const float* keys[LANES];
        for (long i = 0; i < LANES; i++) {
            keys[i] = of.keys + std::min(cell + i, of.cells() - 1) * of.head_size;
        }
        for (long i = cell; i < std::min(cell + LANES, of.cells()); i++) {
            ask_ahead(of.keys, of.values, i, of.cells(), of.head_size);
        }
        for (long r = std::max(begin, cell - of.first_position); r < of.rows; r++) {
            store(of.scores + r * of.padded_cells() + cell, score(of.queries + r * of.padded_size(), keys, of.head_size));
        }
    }
}

// The products of each query and the keys up to its own.
inline void score(const Queries& of, KeyColumns& columns) {
    const long sharing = MAY_SHARE && of.head_size == SHARED_SIZE ? of.rows / SHARING * SHARING : 0;
    if (sharing > 0) {
        score_sharing(of, sharing, columns.of(of));
    }
    if (sharing < of.rows) {
        score_alone(of, sharing);
    }
}

}  // namespace
}  // namespace inkwell
