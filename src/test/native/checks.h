// Random data as arrays and tensors, and comparisons that count failures.
#pragma once

#include <stdio.h>
#include <string.h>

#include <random>
#include <stdexcept>

#include "fake_libtorch.h"
#include "reference.h"

namespace inkwell_test {

inline std::mt19937 generator(42);
inline long num_checks = 0, num_failures = 0;

inline Array random_array(long rows, long columns) {
    Array array{rows, columns, Numbers(rows * columns)};
    std::normal_distribution<float> normal;
    for (float& number : array.numbers) {
        number = normal(generator);
    }
    return array;
}

inline Numbers random_vector(long count) { return random_array(1, count).numbers; }

inline Tensor tensor(std::vector<int64_t> sizes, const Numbers& numbers) {
    Tensor result = empty(sizes, FLOAT32);
    std::copy(numbers.begin(), numbers.end(), reinterpret_cast<float*>(result.bytes.get()));
    return result;
}

inline Tensor tensor(const Array& array) { return tensor({array.rows, array.columns}, array.numbers); }

inline Tensor tensor(const Numbers& numbers) { return tensor({static_cast<int64_t>(numbers.size())}, numbers); }

inline Tensor tensor(const std::vector<int64_t>& integers) {
    Tensor result = empty({static_cast<int64_t>(integers.size())}, INT64);
    std::copy(integers.begin(), integers.end(), reinterpret_cast<int64_t*>(result.bytes.get()));
    return result;
}

inline Array array_of(const Tensor& tensor) {
    Array array{tensor.sizes[0], tensor.sizes[1], Numbers(tensor.sizes[0] * tensor.sizes[1])};
    const float* from = reinterpret_cast<const float*>(tensor.bytes.get());
    std::copy(from, from + array.numbers.size(), array.numbers.begin());
    return array;
}

inline Array rows_of(const Array& array, long first, long rows) {
    const auto begin = array.numbers.begin() + first * array.columns;
    return {rows, array.columns, Numbers(begin, begin + rows * array.columns)};
}

inline void check(bool good, const char* what, long rows, long columns, double deviation) {
    num_checks++;
    if (!good) {
        num_failures++;
        printf("WRONG: %s of %ld x %ld by %g\n", what, rows, columns, deviation);
    }
}

// tolerance: relative to the largest number expected
inline void check_close(const Array& found, const Array& expected, double tolerance, const char* what) {
    double largest = 1e-3, deviation = 0;
    bool good = found.rows == expected.rows && found.columns == expected.columns;
    for (float number : expected.numbers) {
        largest = std::max(largest, fabs(static_cast<double>(number)));
    }
    for (size_t i = 0; good && i < expected.numbers.size(); i++) {
        deviation = fabs(static_cast<double>(found.numbers[i]) - expected.numbers[i]);
        good = deviation <= tolerance * largest;  // false for NaN
    }
    check(good, what, expected.rows, expected.columns, deviation / largest);
}

// arguments: returns the arguments of a call, so that no tensor outlives it
template <typename Arguments>
void check_rejected(const char* name, Arguments arguments) {
    bool rejected = false;
    try {
        invoke(name, arguments());
    } catch (const std::runtime_error&) {
        rejected = true;
    }
    check(rejected && num_live_tensors() == 0, name, 0, 0, 0);
}

inline void check_equal(const Array& found, const Array& expected, const char* what) {
    check(found.numbers == expected.numbers, what, expected.rows, expected.columns, 0);
}

}  // namespace inkwell_test
