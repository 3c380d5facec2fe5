// Matrix products of int8 weights, with one scale per output, and inputs quantized to int8, with one scale per row. Sums are 32-bit
// integers, so products of quantized numbers are exact, and the same on every processor.
#pragma once

#include "linear.h"
#include "tiles.h"

namespace inkwell {
namespace {

#ifdef __AVX512F__

// vpdpbusd multiplies unsigned by signed bytes, so inputs have a zero point of 128. The epilogue subtracts its effect on the sums.
using Ints = __m512i;
using Weights = __m512i;
constexpr int INPUT_ZERO_POINT = 128;

inline Weights load_weights(const int8_t* from) { return _mm512_loadu_si512(from); }
// Inline assembly, because GCC 12 copies the sum to another register and back for the intrinsic.
inline Ints dot(Ints sum, int32_t inputs, Weights w) {
    asm("vpdpbusd %2, %1, %0" : "+v"(sum) : "v"(_mm512_set1_epi32(inputs)), "v"(w));
    return sum;
}
inline Floats subtract_offset(Ints sum, const int8_t* offset) {
    return _mm512_cvtepi32_ps(_mm512_sub_epi32(sum, _mm512_loadu_si512(offset)));
}

#else

// vpmaddubsw multiplies unsigned by signed bytes: the magnitudes of the weights by the inputs, which get the signs of the weights. The
// sum of two such products fits in 16 bits. With unsigned inputs up to 255 it could saturate.
using Ints = __m256i;
struct Weights {
    __m256i values, magnitudes;
};
constexpr int INPUT_ZERO_POINT = 0;

inline Weights load_weights(const int8_t* from) {
    __m256i values = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(from));
    return {values, _mm256_abs_epi8(values)};
}
inline Ints dot(Ints sum, int32_t inputs, Weights w) {
    __m256i pairs = _mm256_maddubs_epi16(w.magnitudes, _mm256_sign_epi8(_mm256_set1_epi32(inputs), w.values));
    return _mm256_add_epi32(sum, _mm256_madd_epi16(pairs, _mm256_set1_epi16(1)));
}
inline Floats subtract_offset(Ints sum, const int8_t*) { return _mm256_cvtepi32_ps(sum); }

#endif

inline float scale_of(float largest) { return std::max(largest, 1e-30f) / 127.0f; }

inline void pack_int8(Matrix matrix, int8_t* packed) {
    parallel(panels(matrix.outputs), matrix.outputs * matrix.inputs, [&](long begin, long end) {
        for (long panel = begin; panel < end; panel++) {
            int8_t* to = packed + panel * int8_panel_bytes(matrix.inputs);
            int8_t* tail = to + quads(matrix.inputs) * 4 * PANEL;
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

// Quantizes a row, pads it to whole tiles, and returns its scale. stride: the bytes between the starts of two tiles
inline float quantize(const float* x, long inputs, uint8_t* to, long stride) {
    Floats magnitudes = zero();
    long whole = inputs / LANES * LANES;
    for (long i = 0; i < whole; i += LANES) {
        magnitudes = max(magnitudes, abs(load(x + i)));
    }
    float maximum = reduce_max(magnitudes);
    for (long i = whole; i < inputs; i++) {
        maximum = std::max(maximum, __builtin_fabsf(x[i]));
    }
    const float scale = scale_of(maximum), steps = 1.0f / scale;
    for (long first = 0; first < inputs; first += TILE_BYTES, to += stride) {
        const long count = std::min(TILE_BYTES, inputs - first);
        memset(to + count, INPUT_ZERO_POINT, TILE_BYTES - count);
        for (long i = 0; i < count; i++) {
            to[i] = static_cast<uint8_t>(static_cast<int>(__builtin_rintf(x[first + i] * steps)) + INPUT_ZERO_POINT);
        }
    }
    return scale;
}

struct Int8Input {
    const uint8_t* x;  // interleaved quads of inputs; for tiles [tiles of rows, tiles of inputs, row, input]
    const float* scales;
    long rows, inputs;
    const int8_t* packed;
};

// Scales the integer sums and applies the epilogue.
inline void store_outputs(const Ints* sums, const Int8Input& in, const Epilogue& epilogue, long row, long panel) {
    const int8_t* tail = in.packed + (panel + 1) * int8_panel_bytes(in.inputs) - 8 * PANEL;
    Floats products[VECTORS];
    for (int v = 0; v < VECTORS; v++) {
        Floats scale = load(reinterpret_cast<const float*>(tail) + v * LANES) * broadcast(in.scales[row]);
        products[v] = subtract_offset(sums[v], tail + 4 * (PANEL + v * LANES)) * scale;
    }
    store_outputs(products, epilogue, row, panel);
}

template <int ROWS, int PANELS>
struct Int8Block {
    static void run(long row, long panel, const Int8Input& in, const Epilogue& epilogue) {
        const long count = quads(in.inputs), panel_bytes = int8_panel_bytes(in.inputs);
        Ints sums[ROWS][PANELS * VECTORS];
        for (auto& row_sums : sums) {
            for (Ints& lanes : row_sums) {
                lanes = Ints{};
            }
        }
        const uint8_t* from = in.x + row * 4 * count;
        const int8_t* weights = in.packed + panel * panel_bytes;
        for (long quad = 0; quad < count; quad++, weights += 4 * PANEL) {
            Weights w[PANELS * VECTORS];
            for (int p = 0; p < PANELS; p++) {
                prefetch_weights(weights + p * panel_bytes);
                for (int v = 0; v < VECTORS; v++) {
                    w[p * VECTORS + v] = load_weights(weights + p * panel_bytes + v * 4 * LANES);
                }
            }
#pragma GCC unroll 32
            for (int r = 0; r < ROWS; r++) {
                int32_t inputs;
                memcpy(&inputs, from + (quad * ROWS + r) * 4, 4);
#pragma GCC unroll 4
                for (int v = 0; v < PANELS * VECTORS; v++) {
                    sums[r][v] = dot(sums[r][v], inputs, w[v]);
                }
            }
        }
        for (int r = 0; r < ROWS; r++) {
            for (int p = 0; p < PANELS; p++) {
                store_outputs(sums[r] + p * VECTORS, in, epilogue, row + r, panel + p);
            }
        }
    }
};

#ifdef __AMX_INT8__

// Computes a block of rows for two panels, or for one if a single panel remains.
inline void run_tiles(const Int8Input& in, const Epilogue& epilogue, long row, long panel, long end) {
    const long width = 4 * quads(in.inputs), panel_bytes = int8_panel_bytes(in.inputs);
    const uint8_t* x = in.x + row * width;
    const int8_t* weights = in.packed + panel * panel_bytes;
    const int8_t* next_panel = panel + 1 < end ? weights + panel_bytes : weights;
    clear_sums();
    for (long tile = 0; tile < TILE_ROWS * width; tile += TILE_ROWS * TILE_BYTES) {
        for (long byte = tile; byte < tile + TILE_ROWS * TILE_BYTES; byte += 64) {
            prefetch_weights(weights + byte);
            prefetch_weights(next_panel + byte);
        }
        compiler_barrier();
        _tile_loadd(4, x + tile, TILE_BYTES);
        _tile_loadd(5, x + TILE_ROWS * width + tile, TILE_BYTES);
        _tile_loadd(6, weights + tile, TILE_BYTES);
        _tile_loadd(7, next_panel + tile, TILE_BYTES);
        _tile_dpbusd(0, 4, 6);
        _tile_dpbusd(1, 4, 7);
        _tile_dpbusd(2, 5, 6);
        _tile_dpbusd(3, 5, 7);
    }
    alignas(64) int32_t sums[2][2][TILE_ROWS][PANEL];
    store_sums(sums);
    for (long r = 0; r < std::min(BLOCK_ROWS, in.rows - row); r++) {
        for (long p = 0; p < std::min(2L, end - panel); p++) {
            Ints lanes = _mm512_load_si512(sums[r / TILE_ROWS][p][r % TILE_ROWS]);
            store_outputs(&lanes, in, epilogue, row + r, panel + p);
        }
    }
}

inline void linear_in_tiles(const Int8Input& in, const Epilogue& epilogue) {
    const long count = panels(epilogue.outputs);
    parallel((count + 1) / 2, in.rows * in.inputs * epilogue.outputs, [&](long begin, long end) {
        Tiles tiles;
        for (long panel = 2 * begin; panel < std::min(count, 2 * end); panel += 2) {
            for (long row = 0; row < in.rows; row += BLOCK_ROWS) {
                run_tiles(in, epilogue, row, panel, count);
            }
        }
    });
}

#else

inline void linear_in_tiles(const Int8Input&, const Epilogue&) {}

#endif

// The number of rows from which tiles are faster. Results are the same with and without tiles.
constexpr long MIN_TILED_ROWS_INT8 = 4;

inline void linear_int8(const Rows& in, const int8_t* packed, const Epilogue& epilogue) {
    static thread_local Scratch scratch;
    const long rows = in.rows, inputs = in.width, width = 4 * quads(inputs);
    const long whole_blocks = (rows + BLOCK_ROWS - 1) / BLOCK_ROWS * BLOCK_ROWS;
    uint8_t* quantized = static_cast<uint8_t*>(scratch.bytes(whole_blocks * (width + sizeof(float))));
    float* scales = reinterpret_cast<float*>(quantized + whole_blocks * width);
    const bool tiled = rows >= MIN_TILED_ROWS_INT8 && has_tiles();
    parallel(rows, 4 * rows * inputs, [&](long begin, long end) {
        static thread_local Scratch buffer;
        for (long row = begin; row < end; row++) {
            const float* x = normed_row(in, row, static_cast<float*>(buffer.bytes(inputs * sizeof(float))));
            uint8_t* in_tile = quantized + row / TILE_ROWS * TILE_ROWS * width + row % TILE_ROWS * TILE_BYTES;
            scales[row] = tiled ? quantize(x, inputs, in_tile, TILE_ROWS * TILE_BYTES)
                                : quantize(x, inputs, quantized + row * width, TILE_BYTES);
        }
    });
    if (tiled) {
        linear_in_tiles({quantized, scales, rows, inputs, packed}, epilogue);
    } else {
        static thread_local Scratch quads_of_rows;
        const Rows as_floats{reinterpret_cast<const float*>(quantized), rows, width / 4, nullptr, false};
        const uint8_t* x = reinterpret_cast<const uint8_t*>(interleaved(as_floats, quads_of_rows));
        linear<Int8Block>(Int8Input{x, scales, rows, inputs, packed}, epilogue);
    }
}

}  // namespace
}  // namespace inkwell
