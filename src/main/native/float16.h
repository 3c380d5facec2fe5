// Weights in half precision, arithmetic in float.
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
    static void run(long row, long panel, const Float16Input& of, const Product& product) {
        const long inputs = of.inputs;
        Floats sums[ROWS][PANELS * VECTORS];
#pragma GCC unroll 32
        for (auto& of_row : sums) {
#pragma GCC unroll 4
            for (Floats& lanes : of_row) {
                lanes = zero();
            }
        }
        const float* from = of.x + row * inputs;
        const uint16_t* weights = of.packed + panel * inputs * PANEL;
        for (long input = 0; input < inputs; input++, weights += PANEL) {
            Floats w[PANELS * VECTORS];
            for (int p = 0; p < PANELS; p++) {
                const uint16_t* next = weights + p * inputs * PANEL;
                prefetch(next);
                for (int v = 0; v < VECTORS; v++) {
                    w[p * VECTORS + v] = load(next + v * LANES);
                }
            }
#pragma GCC unroll 32
            for (int r = 0; r < ROWS; r++) {
                Floats value = all(from[input * ROWS + r]);
#pragma GCC unroll 4
                for (int v = 0; v < PANELS * VECTORS; v++) {
                    sums[r][v] = fma(value, w[v], sums[r][v]);
                }
            }
        }
        finish(sums, product, row, panel);
    }
};

#ifdef __AMX_BF16__

// Tiles multiply numbers of 16 bits with 8 significant ones (bfloat16), so each number is split into two of them, of which the
// second is what the first leaves over: a weight's 11 bits exactly, an input's 24 to 16 bits. Of the four products the
// smallest is left out. A result is then within some 1e-5 of the exact one.
constexpr long TILE_INPUTS = TILE_BYTES / 2;

inline long tiles_of(long inputs) { return (inputs + TILE_INPUTS - 1) / TILE_INPUTS; }

// Inputs split: of each tile of 16 rows and 32 inputs the first parts, then the second.
struct SplitInput {
    const uint16_t* x;
    long rows, inputs;
    const uint16_t* packed;
};

// The nearest number with 8 significant bits.
inline __m512i rounded(__m512i bits) {
    return _mm512_and_si512(_mm512_add_epi32(bits, _mm512_set1_epi32(0x8000)), _mm512_set1_epi32(0xffff0000));
}

inline void split_row(const float* x, long inputs, long row, uint16_t* to) {
    for (long tile = 0; tile < tiles_of(inputs); tile++) {
        uint16_t* first = to + ((row / TILE_ROWS * tiles_of(inputs) + tile) * 2 * TILE_ROWS + row % TILE_ROWS) * TILE_INPUTS;
        for (long i = 0; i < TILE_INPUTS; i += LANES) {
            long left = std::max(0L, std::min<long>(LANES, inputs - tile * TILE_INPUTS - i));
            __m512i bits = _mm512_castps_si512(load_first(x + tile * TILE_INPUTS + i, static_cast<int>(left)));
            __m512i high = rounded(bits);
            __m512i rest = rounded(_mm512_castps_si512(_mm512_castsi512_ps(bits) - _mm512_castsi512_ps(high)));
            _mm256_storeu_si256(reinterpret_cast<__m256i*>(first + i), _mm512_cvtepi32_epi16(_mm512_srli_epi32(high, 16)));
            _mm256_storeu_si256(reinterpret_cast<__m256i*>(first + TILE_ROWS * TILE_INPUTS + i),
                                _mm512_cvtepi32_epi16(_mm512_srli_epi32(rest, 16)));
        }
    }
}

// The first parts of two inputs' weights beside one another, each output's two together, as tiles want them. Takes them off
// the weights: what is left of a weight has no more than 8 significant bits.
inline __m512i take_first(Floats& even, Floats& odd) {
    __m512i even_part = rounded(_mm512_castps_si512(even)), odd_part = rounded(_mm512_castps_si512(odd));
    even -= _mm512_castsi512_ps(even_part);
    odd -= _mm512_castsi512_ps(odd_part);
    return _mm512_or_si512(_mm512_srli_epi32(even_part, 16), odd_part);
}

// A tile of 32 inputs and a panel: the first parts, then the second.
inline void split_weights(const uint16_t* packed, long inputs, uint16_t* to) {
    for (long input = 0; input < TILE_INPUTS; input += 2, to += 2 * PANEL) {
        prefetch(packed + input * PANEL);
        Floats even = input < inputs ? load(packed + input * PANEL) : zero();
        Floats odd = input + 1 < inputs ? load(packed + (input + 1) * PANEL) : zero();
        _mm512_storeu_si512(to, take_first(even, odd));
        _mm512_storeu_si512(to + TILE_ROWS * TILE_INPUTS, take_first(even, odd));
    }
}

// Two panels of weights, split as they are needed first. The last panel may stand alone: then it is there twice.
class SplitPanels {
  public:
    SplitPanels(const SplitInput& of, long panel, long end, uint16_t* memory)
        : packed_(of.packed + panel * of.inputs * PANEL),
          others_(panel + 1 < end ? packed_ + of.inputs * PANEL : packed_),
          inputs_(of.inputs),
          memory_(memory) {}

    void split(long tile) {
        if (tile < tiles_of(inputs_)) {
            const long done = tile * TILE_INPUTS;
            split_weights(packed_ + done * PANEL, inputs_ - done, at(tile));
            split_weights(others_ + done * PANEL, inputs_ - done, at(tile) + SIZE);
        }
    }

    uint16_t* at(long tile) const { return memory_ + tile * 2 * SIZE; }

    // Of both parts of a tile.
    static constexpr long SIZE = 2 * TILE_ROWS * TILE_INPUTS;

  private:
    const uint16_t* packed_;
    const uint16_t* others_;
    long inputs_;
    uint16_t* memory_;
};

// Tiles 4 and 5 hold both parts of the inputs. The registers of sums are named by constants only.
#define INKWELL_MULTIPLY(sums, small_sums, weights)      \
    _tile_loadd(6, weights, TILE_BYTES);                 \
    _tile_loadd(7, (weights) + SplitPanels::SIZE / 2, TILE_BYTES); \
    _tile_dpbf16ps(sums, 4, 6);                          \
    _tile_dpbf16ps(small_sums, 4, 7);                    \
    _tile_dpbf16ps(small_sums, 5, 6)

// As many rows as a block has, of two panels. Weights that are fresh are split a tile ahead of their use. A block of few rows
// leaves registers free: with them no product waits for the one before.
template <bool FRESH, bool FEW>
inline void run_tiles(const SplitInput& of, const Product& product, SplitPanels& weights, long row, long panel, long end) {
    const long tiles = tiles_of(of.inputs);
    const uint16_t* upper = of.x + row / TILE_ROWS * tiles * SplitPanels::SIZE;
    const uint16_t* lower = upper + tiles * SplitPanels::SIZE;
    zero_sums();
    if (FRESH) {
        weights.split(0);
    }
    for (long tile = 0; tile < tiles; tile++) {
        if (FRESH) {
            weights.split(tile + 1);
        }
        settle();
        _tile_loadd(4, upper + tile * SplitPanels::SIZE, TILE_BYTES);
        _tile_loadd(5, upper + tile * SplitPanels::SIZE + SplitPanels::SIZE / 2, TILE_BYTES);
        if (FEW) {
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
    for (long r = 0; r < std::min(BLOCK_ROWS, of.rows - row); r++) {
        for (long p = 0; p < std::min(2L, end - panel); p++) {
            Floats lanes = load(sums[r / TILE_ROWS][p][r % TILE_ROWS]);
            if (FEW) {
                lanes += load(sums[1][p][r]);
            }
            finish(&lanes, product, row + r, panel + p);
        }
    }
}

#undef INKWELL_MULTIPLY

// So many rows that they stay in the second cache, for each of which the weights are split anew.
constexpr long STRETCH = 128;

inline void run_tiles(const SplitInput& of, const Product& product, long begin, long end) {
    static thread_local Scratch scratch;
    const long count = panels(product.outputs);
    const long bytes = 2 * tiles_of(of.inputs) * SplitPanels::SIZE * sizeof(uint16_t);
    uint16_t* memory = static_cast<uint16_t*>(scratch.bytes(bytes));
    Tiles registers;
    for (long stretch = 0; stretch < of.rows; stretch += STRETCH) {
        for (long panel = 2 * begin; panel < std::min(count, 2 * end); panel += 2) {
            SplitPanels weights(of, panel, count, memory);
            if (of.rows - stretch <= TILE_ROWS) {
                run_tiles<true, true>(of, product, weights, stretch, panel, count);
                continue;
            }
            run_tiles<true, false>(of, product, weights, stretch, panel, count);
            for (long row = stretch + BLOCK_ROWS; row < std::min(of.rows, stretch + STRETCH); row += BLOCK_ROWS) {
                run_tiles<false, false>(of, product, weights, row, panel, count);
            }
        }
    }
}

inline void linear_in_tiles(const Rows& of, const uint16_t* packed, const Product& product) {
    static thread_local Scratch scratch;
    const long blocks = (of.rows + BLOCK_ROWS - 1) / BLOCK_ROWS;
    const long bytes = blocks * BLOCK_ROWS * tiles_of(of.width) * 2 * TILE_BYTES;
    uint16_t* split = static_cast<uint16_t*>(scratch.bytes(bytes));
    parallel(of.rows, 4 * of.rows * of.width, [&](long begin, long end) {
        static thread_local Scratch room;
        for (long row = begin; row < end; row++) {
            float* normed = static_cast<float*>(room.bytes(of.width * sizeof(float)));
            split_row(row_of(of, row, normed), of.width, row, split);
        }
    });
    const SplitInput input{split, of.rows, of.width, packed};
    parallel((panels(product.outputs) + 1) / 2, of.rows * of.width * product.outputs,
             [&](long begin, long end) { run_tiles(input, product, begin, end); });
}

#else

inline void linear_in_tiles(const Rows&, const uint16_t*, const Product&) {}

#endif

// From so many rows on tiles are faster, measured when registers held no more in one pass.
constexpr long MIN_TILED_FLOAT16 = 15;

inline bool in_tiles(long rows) { return rows >= MIN_TILED_FLOAT16 && has_tiles(); }

inline void linear_float16(const Rows& rows, const uint16_t* packed, const Product& product) {
    static thread_local Scratch scratch;
    if (in_tiles(rows.rows)) {
        linear_in_tiles(rows, packed, product);
    } else {
        linear<Float16Block>(Float16Input{interleaved(rows, scratch), rows.rows, rows.width, packed}, product);
    }
}

}  // namespace
}  // namespace inkwell
