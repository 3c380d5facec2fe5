// A plain implementation of the operators' arithmetic, in double precision.
#pragma once

#include <math.h>

#include <algorithm>
#include <vector>

namespace inkwell_test {

using Numbers = std::vector<float>;

// A row-major matrix.
struct Array {
    long rows, columns;
    Numbers numbers;

    float operator()(long row, long column) const { return numbers[row * columns + column]; }
    float& operator()(long row, long column) { return numbers[row * columns + column]; }
};

inline Array as_float16(Array weights) {
    for (float& number : weights.numbers) {
        number = static_cast<float>(static_cast<_Float16>(number));
    }
    return weights;
}

// Each row quantized to int8 and back, rounded as the kernels round weights.
inline Array weights_as_int8(Array x) {
    for (long row = 0; row < x.rows; row++) {
        float largest = 1e-30f;
        for (long column = 0; column < x.columns; column++) {
            largest = std::max(largest, fabsf(x(row, column)));
        }
        const float scale = largest / 127.0f;
        for (long column = 0; column < x.columns; column++) {
            x(row, column) = rintf(x(row, column) / scale) * scale;
        }
    }
    return x;
}

// Each row quantized to int8 and back, rounded as the kernels round inputs.
inline Array inputs_as_int8(Array x) {
    for (long row = 0; row < x.rows; row++) {
        float largest = 1e-30f;
        for (long column = 0; column < x.columns; column++) {
            largest = std::max(largest, fabsf(x(row, column)));
        }
        const float scale = largest / 127.0f, steps = 1.0f / scale;
        for (long column = 0; column < x.columns; column++) {
            x(row, column) = rintf(x(row, column) * steps) * scale;
        }
    }
    return x;
}

inline Array norm(const Array& x, const Numbers& weight, const Numbers& bias, double epsilon) {
    Array y = x;
    for (long row = 0; row < x.rows; row++) {
        double mean = 0, variance = 0;
        for (long i = 0; i < x.columns; i++) {
            mean += x(row, i) / static_cast<double>(x.columns);
        }
        for (long i = 0; i < x.columns; i++) {
            variance += (x(row, i) - mean) * (x(row, i) - mean) / static_cast<double>(x.columns);
        }
        for (long i = 0; i < x.columns; i++) {
            y(row, i) = static_cast<float>((x(row, i) - mean) / sqrt(variance + epsilon) * weight[i] + bias[i]);
        }
    }
    return y;
}

// weights: [outputs, inputs]
inline Array linear(const Array& x, const Array& weights, const Numbers& bias) {
    Array y{x.rows, weights.rows, Numbers(x.rows * weights.rows)};
    for (long row = 0; row < x.rows; row++) {
        for (long output = 0; output < weights.rows; output++) {
            double sum = bias[output];
            for (long input = 0; input < x.columns; input++) {
                sum += static_cast<double>(x(row, input)) * weights(output, input);
            }
            y(row, output) = static_cast<float>(sum);
        }
    }
    return y;
}

inline Array gelu_tanh(Array x) {
    for (float& number : x.numbers) {
        const double value = number;
        number = static_cast<float>(0.5 * value * (1 + tanh(0.7978845608028654 * (value + 0.044715 * value * value * value))));
    }
    return x;
}

inline Array sum(Array x, const Array& y) {
    for (size_t i = 0; i < x.numbers.size(); i++) {
        x.numbers[i] += y.numbers[i];
    }
    return x;
}

// One head of one query over the cells up to and including its own. keys, values: [cells, head size]
inline void attend(const float* query, const float* keys, const float* values, long cells, long head_size, double scale,
                   float* y) {
    std::vector<double> weights(cells);
    double highest = -INFINITY, total = 0;
    for (long cell = 0; cell < cells; cell++) {
        for (long d = 0; d < head_size; d++) {
            weights[cell] += static_cast<double>(query[d]) * keys[cell * head_size + d] * scale;
        }
        highest = std::max(highest, weights[cell]);
    }
    for (double& weight : weights) {
        weight = exp(weight - highest);
        total += weight;
    }
    for (long d = 0; d < head_size; d++) {
        double sum = 0;
        for (long cell = 0; cell < cells; cell++) {
            sum += weights[cell] * values[cell * head_size + d];
        }
        y[d] = static_cast<float>(sum / total);
    }
}

}  // namespace inkwell_test
