// Compares the operators of matrix products and norms with the reference, and single rows with rows of a batch.
#pragma once

#include "checks.h"
#include "tiles.h"

namespace inkwell_test {

struct Packed {
    bool int8;
    Tensor tensor;
    Array weights;  // as packed
    Numbers bias;

    Array input(const Array& x) const { return int8 ? inputs_as_int8(x) : x; }
    // Whether a row has the same result in every batch: not if AMX tiles multiply float16 weights.
    bool row_is_invariant(long rows) const { return int8 || rows < 15 || !inkwell::has_tiles(); }
};

inline Packed packed(bool int8, long inputs, long outputs, bool transposed) {
    const Array weights = random_array(outputs, inputs);
    Tensor matrix = tensor(weights);
    if (transposed) {
        for (long output = 0; output < outputs; output++) {
            for (long input = 0; input < inputs; input++) {
                reinterpret_cast<float*>(matrix.bytes.get())[input * outputs + output] = weights(output, input);
            }
        }
        matrix.strides = {1, outputs};
    }
    return {int8, call(int8 ? "pack_int8" : "pack_float16", {argument(matrix)}),
            int8 ? weights_as_int8(weights) : as_float16(weights), random_vector(outputs)};
}

inline Array linear(const Array& x, const Packed& by, const Array& residual) {
    const Tensor added = residual.rows > 0 ? tensor(residual) : tensor(Numbers());
    return array_of(call("linear", {argument(tensor(x)), argument(by.tensor), argument(tensor(by.bias)), argument(added)}));
}

inline void test_linear(bool int8, long rows, long inputs, long outputs) {
    const Packed by = packed(int8, inputs, outputs, rows % 2 == 0);
    const Array x = random_array(rows, inputs), residual = random_array(rows, outputs);
    const Array expected = linear(by.input(x), by.weights, by.bias);
    const double tolerance = int8 || by.row_is_invariant(rows) ? 2e-6 : 1e-4;
    const Array found = linear(x, by, {});
    check_close(found, expected, tolerance, int8 ? "linear of int8" : "linear of float16");
    check_close(linear(x, by, residual), sum(expected, residual), tolerance, "linear with a residual");
    for (long row = 0; row < rows && by.row_is_invariant(rows); row += 1 + rows / 4) {
        check_equal(linear(rows_of(x, row, 1), by, {}), rows_of(found, row, 1), "row of linear alone");
    }
}

struct NormParameters {
    Numbers weight, bias;
    explicit NormParameters(long width) : weight(random_vector(width)), bias(random_vector(width)) {}
};

constexpr double EPSILON = 1e-5;

inline void test_norm(long rows, long width, long outputs) {
    const NormParameters parameters(width);
    const Array x = random_array(rows, width);
    const auto arguments = [&] {
        return std::vector<StableIValue>{argument(tensor(x)), argument(tensor(parameters.weight)),
                                         argument(tensor(parameters.bias)), argument(EPSILON)};
    };
    const Array normed = array_of(call("norm", arguments()));
    check_close(normed, norm(x, parameters.weight, parameters.bias, EPSILON), 2e-5, "norm");
    for (bool int8 : {false, true}) {
        const Packed by = packed(int8, width, outputs, false);
        std::vector<StableIValue> stack = arguments();
        stack.push_back(argument(by.tensor));
        stack.push_back(argument(tensor(by.bias)));
        check_equal(array_of(call("norm_linear", stack)), linear(normed, by, {}), "norm_linear");
    }
}

inline void test_feed_forward(bool int8, long rows, long width, long inner) {
    const NormParameters parameters(width);
    const Array x = random_array(rows, width);
    const Packed first = packed(int8, width, inner, false), second = packed(int8, inner, width, false);
    const Array found =
        array_of(call("feed_forward", {argument(tensor(x)), argument(tensor(parameters.weight)),
                                       argument(tensor(parameters.bias)), argument(EPSILON), argument(first.tensor),
                                       argument(tensor(first.bias)), argument(second.tensor), argument(tensor(second.bias))}));
    const Array normed = norm(x, parameters.weight, parameters.bias, EPSILON);
    const Array within = gelu_tanh(linear(first.input(normed), first.weights, first.bias));
    const Array expected = sum(x, linear(second.input(within), second.weights, second.bias));
    // A difference in the last digit may round to another int8 number.
    check_close(found, expected, int8 ? 0.02 : first.row_is_invariant(rows) ? 1e-5 : 1e-4, "feed_forward");
}

}  // namespace inkwell_test
