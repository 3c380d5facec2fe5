// A fake libtorch, because sanitizers need a program that is built with them. Each tensor is an allocation of its exact size, so that
// AddressSanitizer detects accesses out of bounds.
#pragma once

#include <memory>
#include <vector>

#include "libtorch.h"

struct AtenTensorOpaque {
    int32_t dtype = 0;
    std::vector<int64_t> sizes, strides;
    std::shared_ptr<char[]> bytes;
};

namespace inkwell_test {

using Tensor = AtenTensorOpaque;

enum Dtype : int32_t { FLOAT16 = 1, FLOAT32, INT8, INT64 };

Tensor empty(std::vector<int64_t> sizes, Dtype dtype);

// An argument of an operator. A tensor argument shares the memory of the given tensor.
StableIValue argument(const Tensor& tensor);
StableIValue argument(int64_t integer);
StableIValue argument(double number);

// Calls an operator that the library has registered. Throws std::runtime_error if the operator rejects its arguments. The result of
// an operator without a result is undefined.
StableIValue invoke(const char* name, std::vector<StableIValue> arguments);

// Like invoke, for an operator that returns a tensor.
Tensor call(const char* name, std::vector<StableIValue> arguments);

// The number of tensors that operators own: 0 between calls, unless one leaks.
long num_live_tensors();

// Sets the number of threads that operators may use.
void set_num_threads(int threads);

}  // namespace inkwell_test
