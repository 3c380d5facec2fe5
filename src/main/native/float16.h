// Matrix products with float16 weights, computed in float32 or with AMX in bfloat16 parts.
#pragma once

#include "linear.h"
#include "tiles.h"

namespace inkwell {
namespace {

inline void pack_float16(Matrix matrix, uint16_t* packed) {
    parallel(panels(matrix.outputs), matrix.outputs * matrix.inputs, [&](long begin, long end) {
        for (long panel = begin; panel < end; panel++) {
            for (long input = 0; input < matrix.inputs; input++) {
                float column[PANEL] = {};
                for (long i = 0; i < std::min(PANEL, matrix.outputs - panel * PANEL); i++) {
                    column[i] = matrix.data[(panel * PANEL + i) * matrix.output_stride + input * matrix.input_stride];
                }
                uint16_t* to = packed + (panel * matrix.inputs + input) * PANEL;
                for (int v = 0; v < VECTORS; v++) {
                    store_halves(to + v * LANES, load(column + v * LANES));
                }
            }
        }
    });
}

struct Float16Input {
    const float* x;  // interleaved
    long rows, inputs;
    const uint16_t* packed;
};

template <int ROWS, int PANELS>
struct Float16Block {
    static void run(long row, long panel, const Float16Input& in, const Epilogue& epilogue) {
        const long inputs = in.inputs;
        Floats sums[ROWS][PANELS * VECTORS];
#pragma GCC unroll 32
        for (auto& row_sums : sums) {
#pragma GCC unroll 4
            for (Floats& lanes : row_sums) {
                lanes = zero();
            }
        }
        const float* from = in.x + row * inputs;
        const uint16_t* weights = in.packed + panel * inputs * PANEL;
        for (long input = 0; input < inputs; input++, weights += PANEL) {
            Floats w[PANELS * VECTORS];
            for (int p = 0; p < PANELS; p++) {
                const uint16_t* next = weights + p * inputs * PANEL;
                prefetch_weights(next);
                for (int v = 0; v < VECTORS; v++) {
                    w[p * VECTORS + v] = load(next + v * LANES);
                }
            }
#pragma GCC unroll 32
            for (int r = 0; r < ROWS; r++) {
                Floats value = broadcast(from[input * ROWS + r]);
#pragma GCC unroll 4
                for (int v = 0; v < PANELS * VECTORS; v++) {
                    sums[r][v] = fma(value, w[v], sums[r][v]);
                }
            }
        }
        store_outputs(sums, epilogue, row, panel);
    }
};

#ifdef __AMX_BF16__

// AMX tiles multiply bfloat16 numbers, which have 8 significant bits. Each input and weight is therefore split into two bfloat16
// numbers: the high part is the value rounded to nearest, the low part is the rounded remainder. Together they represent all 11 bits
// of a float16 weight, and 16 of the 24 bits of an input. The product of the two low parts is omitted. Results are within about 1e-5
// of the float32 product.
constexpr long TILE_INPUTS = TILE_BYTES / 2;

inline long tiles_of(long inputs) { return (inputs + TILE_INPUTS - 1) / TILE_INPUTS; }

// Split inputs. x: for each tile of 16 rows by 32 inputs, the high parts followed by the low parts
struct SplitInput {
    const uint16_t* x;
    long rows, inputs;
    const uint16_t* packed;
};

// Rounds to the nearest bfloat16 number, in the upper 16 bits.
inline __m512i round_to_bfloat16(__m512i bits) {
    return _mm512_and_si512(_mm512_add_epi32(bits, _mm512_set1_epi32(0x8000)), _mm512_set1_epi32(0xffff0000));
}

inline void split_row(const float* x, long inputs, long row, uint16_t* to) {
    for (long tile = 0; tile < tiles_of(inputs); tile++) {
        uint16_t* high_parts = to + ((row / TILE_ROWS * tiles_of(inputs) + tile) * 2 * TILE_ROWS + row % TILE_ROWS) * TILE_INPUTS;
        for (long i = 0; i < TILE_INPUTS; i += LANES) {
            long rest = std::max(0L, std::min<long>(LANES, inputs - tile * TILE_INPUTS - i));
            __m512i bits = _mm512_castps_si512(load_first(x + tile * TILE_INPUTS + i, static_cast<int>(rest)));
            __m512i high = round_to_bfloat16(bits);
            __m512i low = round_to_bfloat16(_mm512_castps_si512(_mm512_castsi512_ps(bits) - _mm512_castsi512_ps(high)));
            _mm256_storeu_si256(reinterpret_cast<__m256i*>(high_parts + i), _mm512_cvtepi32_epi16(_mm512_srli_epi32(high, 16)));
            _mm256_storeu_si256(reinterpret_cast<__m256i*>(high_parts + TILE_ROWS * TILE_INPUTS + i),
                                _mm512_cvtepi32_epi16(_mm512_srli_epi32(low, 16)));
        }
    }
}

// Rounds the weights of two consecutive inputs to bfloat16, and leaves the remainders in `even` and `odd`. In the result, the two
// weights of each output are adjacent, as AMX requires. A second call returns the low parts, which are exact.
inline __m512i split_off_bfloat16(Floats& even, Floats& odd) {
    __m512i even_part = round_to_bfloat16(_mm512_castps_si512(even)), odd_part = round_to_bfloat16(_mm512_castps_si512(odd));
    even -= _mm512_castsi512_ps(even_part);
    odd -= _mm512_castsi512_ps(odd_part);
    return _mm512_or_si512(_mm512_srli_epi32(even_part, 16), odd_part);
}

// Splits the weights of one tile: 32 inputs of a panel. to: the high parts, then the low parts
inline void split_weights(const uint16_t* packed, long inputs, uint16_t* to) {
    for (long input = 0; input < TILE_INPUTS; input += 2, to += 2 * PANEL) {
        prefetch_weights(packed + input * PANEL);
        Floats even = input < inputs ? load(packed + input * PANEL) : zero();
        Floats odd = input + 1 < inputs ? load(packed + (input + 1) * PANEL) : zero();
        _mm512_storeu_si512(to, split_off_bfloat16(even, odd));
        _mm512_storeu_si512(to + TILE_ROWS * TILE_INPUTS, split_off_bfloat16(even, odd));
    }
}

// Splits the weights of two adjacent panels, one tile at a time. If a single panel remains, it is used as both.
class SplitPanels {
  public:
    SplitPanels(const SplitInput& in, long panel, long end, uint16_t* memory)
        : packed_(in.packed + panel * in.inputs * PANEL),
          next_panel_(panel + 1 < end ? packed_ + in.inputs * PANEL : packed_),
          inputs_(in.inputs),
          memory_(memory) {}

    void split(long tile) {
        if (tile < tiles_of(inputs_)) {
            const long first = tile * TILE_INPUTS;
            split_weights(packed_ + first * PANEL, inputs_ - first, at(tile));
            split_weights(next_panel_ + first * PANEL, inputs_ - first, at(tile) + SIZE);
        }
    }

    uint16_t* at(long tile) const { return memory_ + tile * 2 * SIZE; }

    // The number of elements in the high and low parts of a tile.
    static constexpr long SIZE = 2 * TILE_ROWS * TILE_INPUTS;

  private:
    const uint16_t* packed_;
    const uint16_t* next_panel_;
    long inputs_;
    uint16_t* memory_;
};

// Tile registers 4 and 5 hold the high and low parts of the inputs. This is a macro because register numbers must be literals.
#define INKWELL_MULTIPLY(sums, small_sums, weights)                \
    _tile_loadd(6, weights, TILE_BYTES);                           \
    _tile_loadd(7, (weights) + SplitPanels::SIZE / 2, TILE_BYTES); \
    _tile_dpbf16ps(sums, 4, 6);                                    \
    _tile_dpbf16ps(small_sums, 4, 7);                              \
    _tile_dpbf16ps(small_sums, 5, 6)

// Computes a block of rows for two panels. SPLIT_WEIGHTS: also splits the weights, one tile before its use. ONE_ROW_TILE: the block
// has a single tile of rows. The registers of the second tile then accumulate part of the sums, which shortens dependency chains.
template <bool SPLIT_WEIGHTS, bool ONE_ROW_TILE>
inline void run_tiles(const SplitInput& in, const Epilogue& epilogue, SplitPanels& weights, long row, long panel, long end) {
    const long tiles = tiles_of(in.inputs);
    const uint16_t* upper = in.x + row / TILE_ROWS * tiles * SplitPanels::SIZE;
    const uint16_t* lower = upper + tiles * SplitPanels::SIZE;
    clear_sums();
    if (SPLIT_WEIGHTS) {
        weights.split(0);
    }
    for (long tile = 0; tile < tiles; tile++) {
        if (SPLIT_WEIGHTS) {
            weights.split(tile + 1);
        }
        compiler_barrier();
        _tile_loadd(4, upper + tile * SplitPanels::SIZE, TILE_BYTES);
        _tile_loadd(5, upper + tile * SplitPanels::SIZE + SplitPanels::SIZE / 2, TILE_BYTES);
        if (ONE_ROW_TILE) {
            INKWELL_MULTIPLY(0, 2, weights.at(tile));
            INKWELL_MULTIPLY(1, 3, weights.at(tile) + SplitPanels::SIZE);
        } else {
            INKWELL_MULTIPLY(0, 0, weights.at(tile));
            INKWELL_MULTIPLY(1, 1, weights.at(tile) + SplitPanels::SIZE);
            _tile_loadd(4, lower + tile * SplitPanels::SIZE, TILE_BYTES);
            _tile_loadd(5, lower + tile * SplitPanels::SIZE + SplitPanels::SIZE / 2, TILE_BYTES);
            INKWELL_MULTIPLY(2, 2, weights.at(tile));
            INKWELL_MULTIPLY(3, 3, weights.at(tile) + SplitPanels::SIZE);
        }
    }
    alignas(64) float sums[2][2][TILE_ROWS][PANEL];
    store_sums(sums);
    for (long r = 0; r < std::min(BLOCK_ROWS, in.rows - row); r++) {
        for (long p = 0; p < std::min(2L, end - panel); p++) {
            Floats lanes = load(sums[r / TILE_ROWS][p][r % TILE_ROWS]);
            if (ONE_ROW_TILE) {
                lanes += load(sums[1][p][r]);
            }
            store_outputs(&lanes, epilogue, row + r, panel + p);
        }
    }
}

#undef INKWELL_MULTIPLY

// The number of rows whose split inputs fit in the L2 cache. Each pass computes this many rows and splits the weights again.
constexpr long ROWS_PER_PASS = 128;

inline void run_tiles(const SplitInput& in, const Epilogue& epilogue, long begin, long end) {
    static thread_local Scratch scratch;
    const long count = panels(epilogue.outputs);
    const long bytes = 2 * tiles_of(in.inputs) * SplitPanels::SIZE * sizeof(uint16_t);
    uint16_t* memory = static_cast<uint16_t*>(scratch.bytes(bytes));
    Tiles registers;
    for (long pass = 0; pass < in.rows; pass += ROWS_PER_PASS) {
        for (long panel = 2 * begin; panel < std::min(count, 2 * end); panel += 2) {
            SplitPanels weights(in, panel, count, memory);
            if (in.rows - pass <= TILE_ROWS) {
                run_tiles<true, true>(in, epilogue, weights, pass, panel, count);
                continue;
            }
            run_tiles<true, false>(in, epilogue, weights, pass, panel, count);
            for (long row = pass + BLOCK_ROWS; row < std::min(in.rows, pass + ROWS_PER_PASS); row += BLOCK_ROWS) {
                run_tiles<false, false>(in, epilogue, weights, row, panel, count);
            }
        }
    }
}

inline void linear_in_tiles(const Rows& in, const uint16_t* packed, const Epilogue& epilogue) {
    static thread_local Scratch scratch;
    const long blocks = (in.rows + BLOCK_ROWS - 1) / BLOCK_ROWS;
    const long bytes = blocks * BLOCK_ROWS * tiles_of(in.width) * 2 * TILE_BYTES;
    uint16_t* split = static_cast<uint16_t*>(scratch.bytes(bytes));
    parallel(in.rows, 4 * in.rows * in.width, [&](long begin, long end) {
        static thread_local Scratch buffer;
        for (long row = begin; row < end; row++) {
            float* normed = static_cast<float*>(buffer.bytes(in.width * sizeof(float)));
            split_row(normed_row(in, row, normed), in.width, row, split);
        }
    });
    const SplitInput input{split, in.rows, in.width, packed};
    parallel((panels(epilogue.outputs) + 1) / 2, in.rows * in.width * epilogue.outputs,
             [&](long begin, long end) { run_tiles(input, epilogue, begin, end); });
}

#else

inline void linear_in_tiles(const Rows&, const uint16_t*, const Epilogue&) {}

#endif

// The number of rows from which tiles are faster. Measured when blocks without tiles had at most this many rows.
constexpr long MIN_TILED_ROWS_FLOAT16 = 15;

inline bool uses_tiles(long rows) { return rows >= MIN_TILED_ROWS_FLOAT16 && has_tiles(); }

inline void linear_float16(const Rows& rows, const uint16_t* packed, const Epilogue& epilogue) {
    static thread_local Scratch scratch;
    if (uses_tiles(rows.rows)) {
        linear_in_tiles(rows, packed, epilogue);
    } else {
        linear<Float16Block>(Float16Input{interleaved(rows, scratch), rows.rows, rows.width, packed}, epilogue);
    }
}

}  // namespace
}  // namespace inkwell
