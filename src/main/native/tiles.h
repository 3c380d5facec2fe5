// Intel AMX: one instruction multiplies tiles of 16 rows by 16 outputs, so a product of many rows takes little longer than reading
// the weights.
#pragma once

#include <immintrin.h>
#include <stdint.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "kernels.h"

namespace inkwell {
namespace {

// The rows of a tile, and the bytes of each row. The operands of a product are tiles [row, inputs] and [inputs, output].
constexpr long TILE_ROWS = 16;
constexpr long TILE_BYTES = 64;
// A block is two tiles of rows times two panels, so that each loaded tile is used twice.
constexpr long BLOCK_ROWS = 2 * TILE_ROWS;

#ifdef __AMX_TILE__

// Whether the processor has AMX and Linux permits this process to use it. A process must request permission once.
inline bool has_tiles() {
    constexpr long REQUEST_PERMISSION = 0x1023, TILE_DATA = 18;
    static const bool granted = __builtin_cpu_supports("amx-int8") && __builtin_cpu_supports("amx-bf16") &&
                                syscall(SYS_arch_prctl, REQUEST_PERMISSION, TILE_DATA) == 0;
    return granted;
}

// Prevents the compiler from moving memory accesses across this call. It does not know what memory tile instructions access.
inline void compiler_barrier() { asm volatile("" ::: "memory"); }

// Configures the tile registers of this thread, all of full size. The destructor releases them.
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

// Tile registers 0 to 3 hold the sums of a block.
inline void clear_sums() {
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
    compiler_barrier();
}

#else

inline bool has_tiles() { return false; }

#endif

}  // namespace
}  // namespace inkwell
