// What the kernels work on. All matrices are row by row without gaps unless it says otherwise.
#pragma once

#include <stdint.h>

namespace inkwell {

// Weights are packed in panels of so many outputs: [panel, input, output of the panel], the last panel filled up with zeros.
constexpr long PANEL = 16;

inline long panels(long outputs) { return (outputs + PANEL - 1) / PANEL; }

// int8 weights come in fours of inputs, for that is what the processor adds up at once: [panel, four, output, input of the
// four], filled up with zeros to whole tiles. After the fours of a panel: the scale of each output, then 128 times the sum of
// its weights.
inline long fours(long inputs) { return (inputs + 63) / 64 * 16; }
inline long int8_panel_bytes(long inputs) { return 4 * PANEL * (fours(inputs) + 2); }

// A float32 matrix [outputs, inputs] anywhere in memory.
struct Matrix {
    const float* data;
    long outputs, inputs, output_stride, input_stride;
};

enum Activation : int64_t { GELU_TANH = 0, NONE = -1 };

// Layer normalisation. weight, bias: [width]
struct Norm {
    const float* weight;
    const float* bias;
    float epsilon;
};

// What a product reads, [rows, width]: normed first, if there is a norm, or written by a product as the next one reads it.
struct Rows {
    const float* x;
    long rows, width;
    const Norm* norm;
    bool interleaved;
};

// Where a product goes, and what becomes of it: y = activation(x w + bias) + residual. residual: [rows, outputs] or null.
struct Product {
    float* y;
    const float* bias;
    const float* residual;
    long outputs;
    int64_t activation;
    bool interleaved;  // without a residual
};

// The rows of a step, those of them that look back, and the cache of keys and values, [layers, 2, slots, heads, positions, head size].
struct Attention {
    const float* queries;  // [wanted, heads, head size], so many floats from one row to the next
    const float* written;  // [rows, 2, heads, head size], likewise: keys and values
    long queries_stride, written_stride;
    const int64_t* slots;  // [rows]
    const int64_t* positions;
    const int64_t* wanted;  // rows, or null for all
    float* cache;           // of the layer
    float* y;               // [wanted, heads, head size]
    long rows, num_wanted, num_slots, heads, max_positions, head_size;
    float scale;

    long row(long wanted_row) const { return wanted ? wanted[wanted_row] : wanted_row; }
};

}  // namespace inkwell
