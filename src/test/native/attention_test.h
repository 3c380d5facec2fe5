// Compares the attention operators with the reference, and single rows with rows of a batch.
#pragma once

#include "checks.h"

namespace inkwell_test {

// Consecutive rows of one sequence.
struct Part {
    int64_t slot, position, rows;
};

struct Step {
    long heads, head_size;
    Array queries, keys_values;
    std::vector<int64_t> slots, positions;
    Tensor cache;

    long rows() const { return static_cast<long>(slots.size()); }
    long hidden() const { return heads * head_size; }
};

constexpr int64_t LAYERS = 2, SLOTS = 4, POSITIONS = 200;

inline float* cell(const Tensor& cache, int64_t part, int64_t slot, long head, int64_t position, long head_size) {
    const int64_t heads = cache.sizes[3];
    return reinterpret_cast<float*>(cache.bytes.get()) +
           (((((LAYERS - 1) * 2 + part) * SLOTS + slot) * heads + head) * POSITIONS + position) * head_size;
}

// Returns a step whose sequences have random cells before it. All other cells are NaN, so a result that depends on one is NaN.
inline Step step_of(const std::vector<Part>& parts, long heads, long head_size) {
    Step step{heads, head_size, {}, {}, {}, {}, empty({LAYERS, 2, SLOTS, heads, POSITIONS, head_size}, FLOAT32)};
    std::fill_n(reinterpret_cast<float*>(step.cache.bytes.get()), LAYERS * 2 * SLOTS * heads * POSITIONS * head_size, NAN);
    for (const Part& part : parts) {
        for (int64_t kind = 0; kind < 2; kind++) {
            for (long head = 0; head < heads; head++) {
                const Numbers cells = random_vector(part.position * head_size);
                std::copy(cells.begin(), cells.end(), cell(step.cache, kind, part.slot, head, 0, head_size));
            }
        }
        for (int64_t row = 0; row < part.rows; row++) {
            step.slots.push_back(part.slot);
            step.positions.push_back(part.position + row);
        }
    }
    step.queries = random_array(step.rows(), step.hidden());
    step.keys_values = random_array(step.rows(), 2 * step.hidden());
    return step;
}

inline Tensor copy_of(const Tensor& cache) {
    Tensor copy = empty(cache.sizes, FLOAT32);
    memcpy(copy.bytes.get(), cache.bytes.get(), cache.sizes[0] * cache.strides[0] * sizeof(float));
    return copy;
}

inline Array expected_attention(const Step& step, Tensor& cache) {
    const long size = step.head_size;
    for (long row = 0; row < step.rows(); row++) {
        for (long i = 0; i < 2 * step.heads; i++) {
            const float* from = &step.keys_values.numbers[row * 2 * step.hidden() + i * size];
            std::copy(from, from + size, cell(cache, i / step.heads, step.slots[row], i % step.heads, step.positions[row], size));
        }
    }
    Array y{step.rows(), step.hidden(), Numbers(step.rows() * step.hidden())};
    for (long row = 0; row < step.rows(); row++) {
        for (long head = 0; head < step.heads; head++) {
            attend(&step.queries.numbers[row * step.hidden() + head * size], cell(cache, 0, step.slots[row], head, 0, size),
                   cell(cache, 1, step.slots[row], head, 0, size), step.positions[row] + 1, size, 0.3,
                   &y.numbers[row * step.hidden() + head * size]);
        }
    }
    return y;
}

inline Array attend_all(const Step& step, const Tensor& cache) {
    Array projected{step.rows(), 3 * step.hidden(), {}};
    for (long row = 0; row < step.rows(); row++) {
        for (const Array* part : {&step.queries, &step.keys_values}) {
            const auto begin = part->numbers.begin() + row * part->columns;
            projected.numbers.insert(projected.numbers.end(), begin, begin + part->columns);
        }
    }
    return array_of(call("attend", {argument(tensor(projected)), argument(tensor(step.slots)), argument(tensor(step.positions)),
                                    argument(cache), argument(LAYERS - 1), argument(0.3)}));
}

inline Array attend_selected(const Step& step, const std::vector<int64_t>& selected, const Tensor& cache) {
    Array queries{static_cast<long>(selected.size()), step.hidden(), {}};
    for (int64_t row : selected) {
        const Numbers numbers = rows_of(step.queries, row, 1).numbers;
        queries.numbers.insert(queries.numbers.end(), numbers.begin(), numbers.end());
    }
    return array_of(call("attend_selected", {argument(tensor(queries)), argument(tensor(step.keys_values)),
                                             argument(tensor(step.slots)), argument(tensor(step.positions)),
                                             argument(tensor(selected)), argument(cache), argument(LAYERS - 1), argument(0.3)}));
}

inline void test_attention(const std::vector<Part>& parts, long heads, long head_size) {
    const Step step = step_of(parts, heads, head_size);
    Tensor expected_cache = copy_of(step.cache), cache = copy_of(step.cache);
    const Array expected = expected_attention(step, expected_cache);
    const Array found = attend_all(step, cache);
    check_close(found, expected, 1e-5, "attend");
    const bool same_cells =
        memcmp(cache.bytes.get(), expected_cache.bytes.get(), cache.sizes[0] * cache.strides[0] * sizeof(float)) == 0;
    check(same_cells, "cells after attend", step.rows(), step.hidden(), 0);
    std::vector<int64_t> selected;
    Array expected_rows{0, step.hidden(), {}};
    for (int64_t row = 0; row < step.rows(); row++) {
        // Gaps end runs, so rows are grouped differently than before.
        if (row % 7 != 5) {
            selected.push_back(row);
            const Numbers numbers = rows_of(found, row, 1).numbers;
            expected_rows.numbers.insert(expected_rows.numbers.end(), numbers.begin(), numbers.end());
            expected_rows.rows++;
        }
    }
    check_equal(attend_selected(step, selected, copy_of(step.cache)), expected_rows, "attend_selected");
    for (int64_t row = 0; row < step.rows(); row += 1 + step.rows() / 4) {
        check_equal(attend_selected(step, {row}, copy_of(step.cache)), rows_of(found, row, 1), "row of attention alone");
    }
    attend_selected(step, {}, copy_of(step.cache));
}

}  // namespace inkwell_test
