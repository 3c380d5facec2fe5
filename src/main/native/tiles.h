// Products in the tile registers of processors that have them (AMX): sixteen rows times sixteen outputs in one instruction, so
// that a product of many rows costs little more than reading the weights.
#pragma once

#include <immintrin.h>
#include <stdint.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "kernels.h"

namespace inkwell {
namespace {

// Rows of a tile, and bytes of each. Operands have so many rows as well: one is [row, inputs], the other [inputs, output].
constexpr long TILE_ROWS = 16;
constexpr long TILE_BYTES = 64;
// Two tiles of rows and two panels share what they read.
constexpr long BLOCK_ROWS = 2 * TILE_ROWS;

#ifdef __AMX_TILE__

// Whether there are tiles and Linux lets this process use them, which it wants to be asked once.
inline bool has_tiles() {
    constexpr long REQUEST_PERMISSION = 0x1023, TILE_DATA = 18;
    static const bool granted = __builtin_cpu_supports("amx-int8") && __builtin_cpu_supports("amx-bf16") &&
                                syscall(SYS_arch_prctl, REQUEST_PERMISSION, TILE_DATA) == 0;
    return granted;
}

// Has memory hold what was written, and be read anew: the compiler does not know all that tile instructions read and write.
inline void settle() { asm volatile("" ::: "memory"); }

// Makes the tile registers of this thread usable, all in full size, while it exists.
class Tiles {
  public:
    Tiles() {
        struct alignas(64) {
            uint8_t palette = 1, start_row = 0, reserved[14] = {};
            uint16_t bytes[16] = {};
            uint8_t rows[16] = {};
        } shape;
        for (int i = 0; i < 8; i++) {
            shape.bytes[i] = TILE_BYTES;
            shape.rows[i] = TILE_ROWS;
        }
        asm volatile("" : : "r"(&shape) : "memory");
        _tile_loadconfig(&shape);
    }
    ~Tiles() { _tile_release(); }
};

// The sums of a block, in registers 0 to 3.
inline void zero_sums() {
    _tile_zero(0);
    _tile_zero(1);
    _tile_zero(2);
    _tile_zero(3);
}

// sums: [tile of rows, panel, row, output]
template <typename Number>
inline void store_sums(Number (&sums)[2][2][TILE_ROWS][PANEL]) {
    _tile_stored(0, sums[0][0], TILE_BYTES);
    _tile_stored(1, sums[0][1], TILE_BYTES);
    _tile_stored(2, sums[1][0], TILE_BYTES);
    _tile_stored(3, sums[1][1], TILE_BYTES);
    settle();
}

#else

inline bool has_tiles() { return false; }

#endif

}  // namespace
}  // namespace inkwell
