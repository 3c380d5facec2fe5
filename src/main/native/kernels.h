// The data that the kernels work on. Matrices are row-major and contiguous unless a comment says otherwise.
#pragma once

#include <stdint.h>

namespace inkwell {

// The outputs of a panel. Packed weights are [panel, input, output of the panel]; zeros fill the last panel up.
constexpr long PANEL = 16;

inline long panels(long outputs) { return (outputs + PANEL - 1) / PANEL; }

// A processor adds four int8 products in one instruction, so packed int8 weights are [panel, quad of inputs, output, input of
// the quad], filled up with zeros to whole tiles. After the quads of a panel come the scale of each output and 128 times the
// sum of its weights.
inline long quads(long inputs) { return (inputs + 63) / 64 * 16; }
inline long int8_panel_bytes(long inputs) { return 4 * PANEL * (quads(inputs) + 2); }

// A float32 matrix [outputs, inputs] with any strides.
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

// The input of a matrix product, [rows, width]. A norm, if there is one, is applied to each row first.
struct Rows {
    const float* x;
    long rows, width;
    const Norm* norm;
    bool interleaved;  // already in the layout of `interleave`
};

// What follows a matrix product: y = activation(x w + bias) + residual. residual: [rows, outputs] or null
struct Epilogue {
    float* y;
    const float* bias;
    const float* residual;
    long outputs;
    int64_t activation;
    bool interleaved;  // writes y in the layout of `interleave`; residual must be null
};

// Attention of one layer in one step. KV cache: [layers, 2, slots, heads, positions, head size]
struct Attention {
    const float* queries;      // [selected, heads, head size]; rows are queries_stride apart
    const float* keys_values;  // [rows, 2, heads, head size]; rows are keys_values_stride apart
    long queries_stride, keys_values_stride;
    const int64_t* slots;  // [rows]
    const int64_t* positions;
    const int64_t* selected;  // the rows that have a query, or null for all
    float* cache;             // of the layer
    float* y;                 // [selected, heads, head size]
    long rows, num_selected, num_slots, heads, max_positions, head_size;
    float scale;

    long row(long selected_row) const { return selected ? selected[selected_row] : selected_row; }
};

}  // namespace inkwell
