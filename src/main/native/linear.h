// Matrix products with packed weights. Each panel of outputs is multiplied by all rows, one block of rows at a time. The sums of a
// block stay in registers.
#pragma once

#include "interleave.h"

namespace inkwell {
namespace {

constexpr int VECTORS = PANEL / LANES;

// The hardware prefetcher stops at page boundaries.
inline void prefetch_weights(const void* weights) { _mm_prefetch(static_cast<const char*>(weights) + 2048, _MM_HINT_T0); }

inline Floats activate(Floats x, int64_t activation) { return activation == GELU_TANH ? gelu_tanh(x) : x; }

// Applies the epilogue to the sums of one row and panel.
inline void store_outputs(const Floats* sums, const Epilogue& epilogue, long row, long panel) {
    long first = panel * PANEL, remaining = epilogue.outputs - first;
    float* y = epilogue.y + row * epilogue.outputs + first;
    const float* bias = epilogue.bias + first;
    const float* residual = epilogue.residual ? epilogue.residual + row * epilogue.outputs + first : nullptr;
    for (int v = 0; v < VECTORS; v++) {
        int count = static_cast<int>(std::min<long>(LANES, remaining - v * LANES));
        if (count <= 0) {
            return;
        }
        bool whole = count == LANES;
        Floats x = sums[v] + (whole ? load(bias + v * LANES) : load_first(bias + v * LANES, count));
        x = activate(x, epilogue.activation);
        if (residual) {
            x += whole ? load(residual + v * LANES) : load_first(residual + v * LANES, count);
        }
        if (whole) {
            store(y + v * LANES, x);
        } else {
            store_first(y + v * LANES, x, count);
        }
    }
}

// Applies the epilogue to the sums of a block of rows, and writes them in the layout of `interleave`.
template <int ROWS, int COUNT>
inline void store_interleaved(const Floats (&sums)[ROWS][COUNT], int vector, const Epilogue& epilogue, long row, long output) {
    const int outputs = static_cast<int>(std::clamp<long>(epilogue.outputs - output, 0, LANES));
    const Floats bias = load_first(epilogue.bias + output, outputs);
    float* y = epilogue.y + row * epilogue.outputs + output * ROWS;
#pragma GCC unroll 4
    for (int group = 0; group < ROWS; group += LANES) {
        const int rows = std::min(LANES, ROWS - group);
        Floats square[LANES] = {};
#pragma GCC unroll 16
        for (int r = 0; r < rows; r++) {
            square[r] = activate(sums[group + r][vector] + bias, epilogue.activation);
        }
        transpose(square);
        for (int c = 0; c < outputs; c++) {
            store_first(y + c * ROWS + group, square[c], rows);
        }
    }
}

// Applies the epilogue to the sums of a block.
template <int ROWS, int COUNT>
inline void store_outputs(const Floats (&sums)[ROWS][COUNT], const Epilogue& epilogue, long row, long panel) {
    if (ROWS > 1 && epilogue.interleaved) {
        for (int v = 0; v < COUNT; v++) {
            store_interleaved(sums, v, epilogue, row, panel * PANEL + v * LANES);
        }
        return;
    }
    for (int r = 0; r < ROWS; r++) {
        for (int p = 0; p < COUNT / VECTORS; p++) {
            store_outputs(sums[r] + p * VECTORS, epilogue, row + r, panel + p);
        }
    }
}

// The number of tasks per block when rows are divided between threads. Several small tasks let threads finish at about the same time.
constexpr long TASKS_PER_BLOCK = 4;

// Block<ROWS, PANELS>::run(row, panel, input, epilogue) computes ROWS rows of PANELS panels. ROWS is at most MAX.
template <template <int, int> class Block, int PANELS, int MAX, typename Input>
inline void linear(const Input& input, const Epilogue& epilogue) {
    const long count = panels(epilogue.outputs), groups = (count + PANELS - 1) / PANELS;
    const Blocks blocks(input.rows);
    const auto run_block = [&](long block, long group) {
        const long first = blocks.first(block), rows = blocks.first(block + 1) - first, panel = group * PANELS;
        if (panel + PANELS <= count) {
            run<Block, PANELS, MAX>(rows, first, panel, input, epilogue);
        } else {
            run<Block, 1, MAX>(rows, first, panel, input, epilogue);
        }
    };
    if (blocks.partition_by_rows()) {
        parallel_with_affinity(blocks.count * TASKS_PER_BLOCK, [&](long task) {
            const long part = task % TASKS_PER_BLOCK;
            for (long group = groups * part / TASKS_PER_BLOCK; group < groups * (part + 1) / TASKS_PER_BLOCK; group++) {
                run_block(task / TASKS_PER_BLOCK, group);
            }
        });
        return;
    }
    parallel(groups, input.rows * input.inputs * epilogue.outputs, [&](long begin, long end) {
        for (long group = begin; group < end; group++) {
            for (long block = 0; block < blocks.count; block++) {
                run_block(block, group);
            }
        }
    });
}

template <template <int, int> class Block, typename Input>
inline void linear(const Input& input, const Epilogue& epilogue) {
    if (input.rows <= MAX_ROWS_TWO_PANELS) {
        linear<Block, 2, MAX_ROWS_TWO_PANELS>(input, epilogue);
    } else {
        linear<Block, 1, MAX_ROWS>(input, epilogue);
    }
}

}  // namespace
}  // namespace inkwell
