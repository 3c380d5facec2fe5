// Weights in 8 bits with a scale for each output, inputs in 8 bits with a scale for each row, sums in 32 bits: exact but for
// the rounding of both, and the same on every processor.
#pragma once

#include "linear.h"

namespace inkwell {
namespace {

#ifdef __AVX512F__

// Unsigned inputs times signed weights: inputs are moved by 128, what that adds to a sum is taken off at the end.
using Ints = __m512i;
using Weights = __m512i;
constexpr int INPUT_ZERO = 128;

inline Weights load_weights(const int8_t* from) { return _mm512_loadu_si512(from); }
inline Ints dot(Ints sum, int32_t inputs, Weights w) { return _mm512_dpbusd_epi32(sum, _mm512_set1_epi32(inputs), w); }
inline Floats less_offset(Ints sum, const int8_t* offset) {
    return _mm512_cvtepi32_ps(_mm512_sub_epi32(sum, _mm512_loadu_si512(offset)));
}

#else

// Magnitudes of weights times inputs with the weights' signs: two such products fit 16 bits, which unsigned ones would not.
using Ints = __m256i;
struct Weights {
    __m256i values, magnitudes;
};
constexpr int INPUT_ZERO = 0;

inline Weights load_weights(const int8_t* from) {
    __m256i values = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(from));
    return {values, _mm256_abs_epi8(values)};
}
inline Ints dot(Ints sum, int32_t inputs, Weights w) {
    __m256i pairs = _mm256_maddubs_epi16(w.magnitudes, _mm256_sign_epi8(_mm256_set1_epi32(inputs), w.values));
    return _mm256_add_epi32(sum, _mm256_madd_epi16(pairs, _mm256_set1_epi16(1)));
}
inline Floats less_offset(Ints sum, const int8_t*) { return _mm256_cvtepi32_ps(sum); }

#endif

inline float scale_of(float largest) { return std::max(largest, 1e-30f) / 127.0f; }

inline void pack_int8(Matrix matrix, int8_t* packed) {
    parallel(panels(matrix.outputs), matrix.outputs * matrix.inputs, [&](long begin, long end) {
        for (long panel = begin; panel < end; panel++) {
            int8_t* to = packed + panel * int8_panel_bytes(matrix.inputs);
            int8_t* tail = to + fours(matrix.inputs) * 4 * PANEL;
            memset(to, 0, int8_panel_bytes(matrix.inputs));
            for (long i = 0; i < std::min(PANEL, matrix.outputs - panel * PANEL); i++) {
                const float* from = matrix.data + (panel * PANEL + i) * matrix.output_stride;
                float largest = 0;
                for (long input = 0; input < matrix.inputs; input++) {
                    largest = std::max(largest, __builtin_fabsf(from[input * matrix.input_stride]));
                }
                float scale = scale_of(largest);
                int32_t sum = 0;
                for (long input = 0; input < matrix.inputs; input++) {
                    int8_t weight = static_cast<int8_t>(__builtin_rintf(from[input * matrix.input_stride] / scale));
                    to[(input / 4 * PANEL + i) * 4 + input % 4] = weight;
                    sum += weight;
                }
                sum *= 128;
                memcpy(tail + i * 4, &scale, 4);
                memcpy(tail + (PANEL + i) * 4, &sum, 4);
            }
        }
    });
}

// A row in 8 bits, filled up to a whole four, as `dot` wants it. Returns its scale.
inline float quantize(const float* x, long inputs, uint8_t* to) {
    Floats magnitudes = zero();
    long whole = inputs / LANES * LANES;
    for (long i = 0; i < whole; i += LANES) {
        magnitudes = max(magnitudes, magnitude(load(x + i)));
    }
    float greatest = largest(magnitudes);
    for (long i = whole; i < inputs; i++) {
        greatest = std::max(greatest, __builtin_fabsf(x[i]));
    }
    float scale = scale_of(greatest), steps = 1.0f / scale;
    for (long i = 0; i < inputs; i++) {
        to[i] = static_cast<uint8_t>(static_cast<int>(__builtin_rintf(x[i] * steps)) + INPUT_ZERO);
    }
    memset(to + inputs, INPUT_ZERO, 4 * fours(inputs) - inputs);
    return scale;
}

struct Int8Input {
    const uint8_t* x;  // [rows, fours of inputs]
    const float* scales;
    long rows, inputs;
    const int8_t* packed;
};

template <int ROWS, int PANELS>
struct Int8Block {
    static void run(long row, long panel, const Int8Input& of, const Product& product) {
        const long count = fours(of.inputs), panel_bytes = int8_panel_bytes(of.inputs);
        Ints sums[ROWS][PANELS * VECTORS];
        for (auto& of_row : sums) {
            for (Ints& lanes : of_row) {
                lanes = Ints{};
            }
        }
        const uint8_t* from = of.x + row * 4 * count;
        const int8_t* weights = of.packed + panel * panel_bytes;
        for (long four = 0; four < count; four++, weights += 4 * PANEL) {
            Weights w[PANELS * VECTORS];
            for (int p = 0; p < PANELS; p++) {
                prefetch(weights + p * panel_bytes);
                for (int v = 0; v < VECTORS; v++) {
                    w[p * VECTORS + v] = load_weights(weights + p * panel_bytes + v * 4 * LANES);
                }
            }
#pragma GCC unroll 32
            for (int r = 0; r < ROWS; r++) {
                int32_t inputs;
                memcpy(&inputs, from + (r * count + four) * 4, 4);
#pragma GCC unroll 4
                for (int v = 0; v < PANELS * VECTORS; v++) {
                    sums[r][v] = dot(sums[r][v], inputs, w[v]);
                }
            }
        }
        for (int p = 0; p < PANELS; p++) {
            const int8_t* tail = of.packed + (panel + p) * panel_bytes + count * 4 * PANEL;
            for (int r = 0; r < ROWS; r++) {
                Floats products[VECTORS];
                for (int v = 0; v < VECTORS; v++) {
                    Floats scale = load(reinterpret_cast<const float*>(tail) + v * LANES) * all(of.scales[row + r]);
                    products[v] = less_offset(sums[r][p * VECTORS + v], tail + 4 * (PANEL + v * LANES)) * scale;
                }
                finish(products, product, row + r, panel + p);
            }
        }
    }
};

inline void linear_int8(const float* x, long rows, long inputs, const int8_t* packed, Product product) {
    static thread_local Scratch scratch;
    const long width = 4 * fours(inputs);
    float* scales = static_cast<float*>(scratch.bytes(rows * (sizeof(float) + width)));
    uint8_t* quantized = reinterpret_cast<uint8_t*>(scales + rows);
    parallel(rows, 4 * rows * inputs, [&](long begin, long end) {
        for (long row = begin; row < end; row++) {
            scales[row] = quantize(x + row * inputs, inputs, quantized + row * width);
        }
    });
    linear<Int8Block>(Int8Input{quantized, scales, rows, inputs, packed}, product);
}

}  // namespace
}  // namespace inkwell
