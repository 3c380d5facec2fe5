// Tests the operators that place the KV cache on memory pages and release the pages of its cells.
#pragma once

#include "checks.h"

namespace inkwell_test {

constexpr uintptr_t PAGE = 4096;

inline float* numbers_of(const Tensor& tensor) { return reinterpret_cast<float*>(tensor.bytes.get()); }

// Returns different numbers, none of them 0.
inline Numbers numbered(long count) {
    Numbers numbers(count);
    for (long i = 0; i < count; i++) {
        numbers[i] = static_cast<float>(i + 1);
    }
    return numbers;
}

// Sets the numbers to 0 whose pages in the tensor are whole within [begin, end).
inline void clear_whole_pages(const Tensor& tensor, long begin, long end, Numbers& numbers) {
    const uintptr_t first = reinterpret_cast<uintptr_t>(numbers_of(tensor) + begin);
    const uintptr_t last = reinterpret_cast<uintptr_t>(numbers_of(tensor) + end);
    for (long i = begin; i < end; i++) {
        const uintptr_t page = reinterpret_cast<uintptr_t>(numbers_of(tensor) + i) / PAGE * PAGE;
        if (page >= first && page + PAGE <= last) {
            numbers[i] = 0;
        }
    }
}

inline void check_numbers(const Tensor& found, const Numbers& expected, const char* what) {
    const bool same = std::equal(expected.begin(), expected.end(), numbers_of(found));
    check(same, what, static_cast<long>(expected.size()), 1, 0);
}

inline void test_place_cache(long count) {
    const Tensor memory = tensor(numbered(count));
    const long first = static_cast<long>(invoke("place_cache", {argument(memory)}));
    const uintptr_t begin = reinterpret_cast<uintptr_t>(numbers_of(memory) + first);
    check(first >= 0 && first * sizeof(float) < PAGE && begin % PAGE == 0, "start of a page", count, 1, first);
    Numbers expected = numbered(count);
    clear_whole_pages(memory, 0, count, expected);
    check_numbers(memory, expected, "numbers after place_cache");
}

// A released page holds zeros and takes new cells. All other numbers stay as they are.
inline void test_release_cells(const Tensor& cache, int64_t slot, int64_t first_cell) {
    const int64_t heads = cache.sizes[3], length = cache.strides[3];
    const Numbers before = numbered(cache.sizes[0] * cache.strides[0]);
    std::copy(before.begin(), before.end(), numbers_of(cache));
    Numbers expected = before;
    for (int64_t part = 0; part < cache.sizes[0] * 2; part++) {
        const int64_t begin = part * cache.strides[1] + slot * cache.strides[2];
        for (int64_t head = 0; head < heads; head++) {
            clear_whole_pages(cache, begin + head * length + first_cell * cache.strides[4], begin + (head + 1) * length, expected);
        }
        if (first_cell == 0) {
            clear_whole_pages(cache, begin, begin + heads * length, expected);
        }
    }
    invoke("release_cells", {argument(cache), argument(slot), argument(first_cell)});
    check_numbers(cache, expected, "cells after release_cells");
    std::copy(before.begin(), before.end(), numbers_of(cache));
    check_numbers(cache, before, "cells written to released pages");
}

inline void check_release_rejected(const Tensor& cache, int64_t slot, int64_t first_cell) {
    check_rejected("release_cells",
                   [&] { return std::vector<StableIValue>{argument(cache), argument(slot), argument(first_cell)}; });
}

inline void test_pages() {
    for (long count : {1500, 2048, 5000, 100000}) {
        test_place_cache(count);
    }
    check_rejected("place_cache", [] { return std::vector<StableIValue>{argument(empty({64, 64}, FLOAT32))}; });
    check_rejected("place_cache", [] { return std::vector<StableIValue>{argument(empty({4096}, INT64))}; });
    // Each head of a slot has 3.1 pages.
    constexpr int64_t slots = 3, positions = 50;
    const Tensor cache = empty({2, 2, slots, 2, positions, 64}, FLOAT32);
    for (int64_t slot = 0; slot < slots; slot++) {
        for (int64_t first_cell : {static_cast<int64_t>(0), static_cast<int64_t>(1), static_cast<int64_t>(17), positions}) {
            test_release_cells(cache, slot, first_cell);
        }
    }
    check_release_rejected(cache, -1, 0);
    check_release_rejected(cache, slots, 0);
    check_release_rejected(cache, 0, -1);
    check_release_rejected(cache, 0, positions + 1);
    check_release_rejected(empty({2, 2, slots, 2, positions}, FLOAT32), 0, 0);
    check_release_rejected(empty({2, 2, slots, 2, positions, 64}, INT64), 0, 0);
}

}  // namespace inkwell_test
