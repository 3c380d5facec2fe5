// The data structures of the kernels. Matrices are row-major and contiguous unless a comment says otherwise.
#pragma once

#include <stdint.h>

namespace inkwell {

// The number of outputs in a panel. Packed weights are [panel, input, output within the panel]. The last panel is padded with zeros.
constexpr long PANEL = 16;

inline long panels(long outputs) { return (outputs + PANEL - 1) / PANEL; }

// One instruction adds four int8 products, so packed int8 weights are [panel, quad of inputs, output, input within the quad], padded
// with zeros to whole tiles. The quads of a panel are followed by the scale of each output, then by 128 times the sum of its weights.
inline long quads(long inputs) { return (inputs + 63) / 64 * 16; }
inline long int8_panel_bytes(long inputs) { return 4 * PANEL * (quads(inputs) + 2); }

// A float32 matrix [outputs, inputs] with any strides.
struct Matrix {
    const float* data;
    long outputs, inputs, output_stride, input_stride;
};

enum Activation : int64_t { GELU_TANH = 0, NONE = -1 };

// Layer normalization. weight, bias: [width]
struct Norm {
    const float* weight;
    const float* bias;
    float epsilon;
};

// The input of a matrix product, [rows, width]. norm: the layer norm to apply to each row first, or null
struct Rows {
    const float* x;
    long rows, width;
    const Norm* norm;
    bool interleaved;  // whether x is already in the layout of `interleave`
};

// The operations fused with a matrix product: y = activation(x w + bias) + residual. residual: [rows, outputs] or null
struct Epilogue {
    float* y;
    const float* bias;
    const float* residual;
    long outputs;
    int64_t activation;
    bool interleaved;  // whether to write y in the layout of `interleave`; residual must be null then
};

// Attention of one layer in one step. KV cache: [layers, 2, slots, heads, positions, head size]
struct Attention {
    const float* queries;      // [selected, heads, head size]; rows are queries_stride apart
    const float* keys_values;  // [rows, 2, heads, head size]; rows are keys_values_stride apart
    long queries_stride, keys_values_stride;
    const int64_t* slots;  // [rows]
    const int64_t* positions;
    const int64_t* selected;  // the rows with queries, or null if all have one
    float* cache;             // the cells of the layer
    float* y;                 // [selected, heads, head size]
    long rows, num_selected, num_slots, heads, max_positions, head_size;
    float scale;

    long row(long selected_row) const { return selected ? selected[selected_row] : selected_row; }
};

}  // namespace inkwell
