// Vectors side by side as a square of floats, one a row: turned over, or summed.
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

// Brings the 128 bits that belong to one column together.
[[gnu::always_inline]] inline void gather_columns(Floats* x) {
    for (int j = 0; j < 4; j++) {
        Floats even = _mm512_shuffle_f32x4(x[j], x[4 + j], 0x88), odd = _mm512_shuffle_f32x4(x[j], x[4 + j], 0xdd);
        Floats others_even = _mm512_shuffle_f32x4(x[8 + j], x[12 + j], 0x88);
        Floats others_odd = _mm512_shuffle_f32x4(x[8 + j], x[12 + j], 0xdd);
        x[j] = _mm512_shuffle_f32x4(even, others_even, 0x88);
        x[4 + j] = _mm512_shuffle_f32x4(odd, others_odd, 0x88);
        x[8 + j] = _mm512_shuffle_f32x4(even, others_even, 0xdd);
        x[12 + j] = _mm512_shuffle_f32x4(odd, others_odd, 0xdd);
    }
}

// Lane 4 i + j is the sum of lane j of the four 128 bits of x[i].
inline Floats sum_of_parts(const Floats* x) {
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

// Brings the 128 bits that belong to one column together.
[[gnu::always_inline]] inline void gather_columns(Floats* x) {
    for (int j = 0; j < 4; j++) {
        Floats column = _mm256_permute2f128_ps(x[j], x[4 + j], 0x20);
        x[4 + j] = _mm256_permute2f128_ps(x[j], x[4 + j], 0x31);
        x[j] = column;
    }
}

// Lane 4 i + j is the sum of lane j of both 128 bits of x[i].
inline Floats sum_of_parts(const Floats* x) {
    return _mm256_permute2f128_ps(x[0], x[1], 0x20) + _mm256_permute2f128_ps(x[0], x[1], 0x31);
}

#endif

// Rows become columns of a square: within 128 bits first.
[[gnu::always_inline]] inline void transpose(Floats* x) {
    for (int i = 0; i < LANES; i += 4) {
        Floats a = low(x[i], x[i + 1]), b = high(x[i], x[i + 1]), c = low(x[i + 2], x[i + 3]), d = high(x[i + 2], x[i + 3]);
        x[i] = low_pairs(a, c);
        x[i + 1] = high_pairs(a, c);
        x[i + 2] = low_pairs(b, d);
        x[i + 3] = high_pairs(b, d);
    }
    gather_columns(x);
}

// Lane i is the sum of x[i]: of each four lanes (0 + 2) + (1 + 3), and of these sums neighbours, then neighbours of those.
inline Floats sums(const Floats* x) {
    Floats parts[LANES / 4];
    for (int i = 0; i < LANES / 4; i++) {
        Floats a = low(x[4 * i], x[4 * i + 1]) + high(x[4 * i], x[4 * i + 1]);
        Floats b = low(x[4 * i + 2], x[4 * i + 3]) + high(x[4 * i + 2], x[4 * i + 3]);
        parts[i] = low_pairs(a, b) + high_pairs(a, b);
    }
    return sum_of_parts(parts);
}

}  // namespace
}  // namespace inkwell
