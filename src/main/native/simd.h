// Vectors of floats: 16 lanes with AVX-512, else 8.
#pragma once

#include <immintrin.h>
#include <string.h>

namespace inkwell {
namespace {  // Internal linkage: the linker must not merge functions of libraries built for different instruction sets.

#ifdef __AVX512F__

using Floats = __m512;
constexpr int LANES = 16;

inline Floats zero() { return _mm512_setzero_ps(); }
inline Floats broadcast(float value) { return _mm512_set1_ps(value); }
inline Floats load(const float* from) { return _mm512_loadu_ps(from); }
inline Floats load(const unsigned short* halves) {
    return _mm512_cvtph_ps(_mm256_loadu_si256(reinterpret_cast<const __m256i*>(halves)));
}
inline Floats load_first(const float* from, int count) { return _mm512_maskz_loadu_ps((1u << count) - 1, from); }
inline void store(float* to, Floats x) { _mm512_storeu_ps(to, x); }
inline void store_first(float* to, Floats x, int count) { _mm512_mask_storeu_ps(to, (1u << count) - 1, x); }
inline void store_halves(unsigned short* to, Floats x) {
    _mm256_storeu_si256(reinterpret_cast<__m256i*>(to), _mm512_cvtps_ph(x, _MM_FROUND_TO_NEAREST_INT));
}
inline Floats fma(Floats a, Floats b, Floats c) { return _mm512_fmadd_ps(a, b, c); }
inline Floats max(Floats a, Floats b) { return _mm512_max_ps(a, b); }
inline Floats min(Floats a, Floats b) { return _mm512_min_ps(a, b); }
inline Floats abs(Floats x) { return _mm512_abs_ps(x); }
inline Floats round(Floats x) { return _mm512_roundscale_ps(x, _MM_FROUND_TO_NEAREST_INT | _MM_FROUND_NO_EXC); }
inline float first_lane(Floats x) { return _mm512_cvtss_f32(x); }
inline float reduce_add(Floats x) { return _mm512_reduce_add_ps(x); }
inline float reduce_max(Floats x) { return _mm512_reduce_max_ps(x); }
inline Floats scale_by_power_of_two(Floats x, Floats exponent) { return _mm512_scalef_ps(x, exponent); }
// 2 to this power is 0 in float32.
constexpr float MIN_EXPONENT = -200;

#else

using Floats = __m256;
constexpr int LANES = 8;

inline Floats zero() { return _mm256_setzero_ps(); }
inline Floats broadcast(float value) { return _mm256_set1_ps(value); }
inline Floats load(const float* from) { return _mm256_loadu_ps(from); }
inline Floats load(const unsigned short* halves) {
    return _mm256_cvtph_ps(_mm_loadu_si128(reinterpret_cast<const __m128i*>(halves)));
}
inline Floats load_first(const float* from, int count) {
    __m256i lane = _mm256_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7);
    return _mm256_maskload_ps(from, _mm256_cmpgt_epi32(_mm256_set1_epi32(count), lane));
}
inline void store(float* to, Floats x) { _mm256_storeu_ps(to, x); }
inline void store_first(float* to, Floats x, int count) {
    float lanes[LANES];
    store(lanes, x);
    memcpy(to, lanes, count * sizeof(float));
}
inline void store_halves(unsigned short* to, Floats x) {
    _mm_storeu_si128(reinterpret_cast<__m128i*>(to), _mm256_cvtps_ph(x, _MM_FROUND_TO_NEAREST_INT));
}
inline Floats fma(Floats a, Floats b, Floats c) { return _mm256_fmadd_ps(a, b, c); }
inline Floats max(Floats a, Floats b) { return _mm256_max_ps(a, b); }
inline Floats min(Floats a, Floats b) { return _mm256_min_ps(a, b); }
inline Floats abs(Floats x) { return _mm256_andnot_ps(_mm256_set1_ps(-0.0f), x); }
inline Floats round(Floats x) { return _mm256_round_ps(x, _MM_FROUND_TO_NEAREST_INT | _MM_FROUND_NO_EXC); }
inline float first_lane(Floats x) { return _mm256_cvtss_f32(x); }
inline float reduce_add(Floats x) {
    __m128 half = _mm256_castps256_ps128(x) + _mm256_extractf128_ps(x, 1);
    half = _mm_hadd_ps(half, half);
    return _mm_cvtss_f32(_mm_hadd_ps(half, half));
}
inline float reduce_max(Floats x) {
    __m128 half = _mm_max_ps(_mm256_castps256_ps128(x), _mm256_extractf128_ps(x, 1));
    half = _mm_max_ps(half, _mm_movehl_ps(half, half));
    return _mm_cvtss_f32(_mm_max_ss(half, _mm_movehdup_ps(half)));
}
inline Floats scale_by_power_of_two(Floats x, Floats exponent) {
    __m256i biased = _mm256_add_epi32(_mm256_cvtps_epi32(min(exponent, broadcast(128))), _mm256_set1_epi32(127));
    return x * _mm256_castsi256_ps(_mm256_slli_epi32(biased, 23));
}
// The biased exponent is 0, which encodes 0.
constexpr float MIN_EXPONENT = -127;

#endif

// Computes 2 to the power of x with an error of at most 1 ULP, by a minimax polynomial of the fractional part of x. Results below the
// range of normal floats are 0.
inline Floats exp2(Floats x) {
    Floats bounded = max(x, broadcast(MIN_EXPONENT));
    Floats integer = round(bounded), fraction = bounded - integer;
    Floats series = broadcast(1.5353361e-4f);
    for (float coefficient : {1.3398875e-3f, 9.6184369e-3f, 5.5503324e-2f, 2.4022648e-1f, 6.9314718e-1f, 1.0f}) {
        series = fma(series, fraction, broadcast(coefficient));
    }
    return scale_by_power_of_two(series, integer);
}

constexpr float LOG2_E = 1.44269504f;

// The tanh approximation of GELU (Hendrycks and Gimpel), with (1 + tanh u) / 2 = 1 / (1 + exp(-2 u)).
inline Floats gelu_tanh(Floats x) {
    constexpr float FACTOR = -2 * LOG2_E * 0.7978845608f;
    Floats exponent = x * fma(x * x, broadcast(FACTOR * 0.044715f), broadcast(FACTOR));
    return x / (broadcast(1.0f) + exp2(exponent));
}

}  // namespace
}  // namespace inkwell
