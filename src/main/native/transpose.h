// Operations on a square matrix of LANES vectors, one for each row: transpose, and sums of rows.
#pragma once

#include "simd.h"

namespace inkwell {
namespace {

#ifdef __AVX512F__

inline Floats low_pairs(Floats a, Floats b) {
    return _mm512_castpd_ps(_mm512_unpacklo_pd(_mm512_castps_pd(a), _mm512_castps_pd(b)));
}
inline Floats high_pairs(Floats a, Floats b) {
    return _mm512_castpd_ps(_mm512_unpackhi_pd(_mm512_castps_pd(a), _mm512_castps_pd(b)));
}
inline Floats low(Floats a, Floats b) { return _mm512_unpacklo_ps(a, b); }
inline Floats high(Floats a, Floats b) { return _mm512_unpackhi_ps(a, b); }

// Completes the transpose across 128-bit parts.
[[gnu::always_inline]] inline void transpose_parts(Floats* x) {
    for (int j = 0; j < 4; j++) {
        Floats even = _mm512_shuffle_f32x4(x[j], x[4 + j], 0x88), odd = _mm512_shuffle_f32x4(x[j], x[4 + j], 0xdd);
        Floats even_of_upper = _mm512_shuffle_f32x4(x[8 + j], x[12 + j], 0x88);
        Floats odd_of_upper = _mm512_shuffle_f32x4(x[8 + j], x[12 + j], 0xdd);
        x[j] = _mm512_shuffle_f32x4(even, even_of_upper, 0x88);
        x[4 + j] = _mm512_shuffle_f32x4(odd, odd_of_upper, 0x88);
        x[8 + j] = _mm512_shuffle_f32x4(even, even_of_upper, 0xdd);
        x[12 + j] = _mm512_shuffle_f32x4(odd, odd_of_upper, 0xdd);
    }
}

// Lane 4 i + j is the sum of lane j of the four 128-bit parts of x[i].
inline Floats sum_parts(const Floats* x) {
    Floats upper = _mm512_shuffle_f32x4(x[0], x[1], 0x88) + _mm512_shuffle_f32x4(x[0], x[1], 0xdd);
    Floats lower = _mm512_shuffle_f32x4(x[2], x[3], 0x88) + _mm512_shuffle_f32x4(x[2], x[3], 0xdd);
    return _mm512_shuffle_f32x4(upper, lower, 0x88) + _mm512_shuffle_f32x4(upper, lower, 0xdd);
}

#else

inline Floats low_pairs(Floats a, Floats b) {
    return _mm256_castpd_ps(_mm256_unpacklo_pd(_mm256_castps_pd(a), _mm256_castps_pd(b)));
}
inline Floats high_pairs(Floats a, Floats b) {
    return _mm256_castpd_ps(_mm256_unpackhi_pd(_mm256_castps_pd(a), _mm256_castps_pd(b)));
}
inline Floats low(Floats a, Floats b) { return _mm256_unpacklo_ps(a, b); }
inline Floats high(Floats a, Floats b) { return _mm256_unpackhi_ps(a, b); }

// Completes the transpose across 128-bit parts.
[[gnu::always_inline]] inline void transpose_parts(Floats* x) {
    for (int j = 0; j < 4; j++) {
        Floats column = _mm256_permute2f128_ps(x[j], x[4 + j], 0x20);
        x[4 + j] = _mm256_permute2f128_ps(x[j], x[4 + j], 0x31);
        x[j] = column;
    }
}

// Lane 4 i + j is the sum of lane j of both 128-bit parts of x[i].
inline Floats sum_parts(const Floats* x) {
    return _mm256_permute2f128_ps(x[0], x[1], 0x20) + _mm256_permute2f128_ps(x[0], x[1], 0x31);
}

#endif

// Transposes in place: first 4 x 4 blocks within 128-bit parts, then across parts.
[[gnu::always_inline]] inline void transpose(Floats* x) {
    for (int i = 0; i < LANES; i += 4) {
        Floats a = low(x[i], x[i + 1]), b = high(x[i], x[i + 1]), c = low(x[i + 2], x[i + 3]), d = high(x[i + 2], x[i + 3]);
        x[i] = low_pairs(a, c);
        x[i + 1] = high_pairs(a, c);
        x[i + 2] = low_pairs(b, d);
        x[i + 3] = high_pairs(b, d);
    }
    transpose_parts(x);
}

// Returns the sum of x[i] in lane i. The order of additions is fixed: (0 + 2) + (1 + 3) within each 128-bit part, then pairs of
// adjacent parts, then pairs of these sums. `partial_scores` uses the same order.
inline Floats horizontal_sums(const Floats* x) {
    Floats parts[LANES / 4];
    for (int i = 0; i < LANES / 4; i++) {
        Floats a = low(x[4 * i], x[4 * i + 1]) + high(x[4 * i], x[4 * i + 1]);
        Floats b = low(x[4 * i + 2], x[4 * i + 3]) + high(x[4 * i + 2], x[4 * i + 3]);
        parts[i] = low_pairs(a, b) + high_pairs(a, b);
    }
    return sum_parts(parts);
}

}  // namespace
}  // namespace inkwell
