// The operators torch.ops.inkwell.*, which native.py calls. Loading the library registers them.
#include "attention.h"
#include "float16.h"
#include "int8.h"
#include "norm.h"
#include "pages.h"
#include "tensor.h"

namespace inkwell {
namespace {

Matrix matrix_of(const Tensor& tensor) {
    REQUIRE(tensor.is_float32() && tensor.dimensions() == 2);
    return {tensor.data<float>(), tensor.size(0), tensor.size(1), tensor.stride(0), tensor.stride(1)};
}

// pack_float16(Tensor matrix) -> Tensor. matrix: [outputs, inputs] with any strides
void pack_float16(StableIValue* stack, uint64_t, uint64_t) {
    Tensor matrix = Arguments(stack).tensor();
    Tensor packed = Tensor::empty({panels(matrix.size(0)), matrix.size(1), PANEL}, aoti_torch_dtype_float16());
    pack_float16(matrix_of(matrix), packed.data<uint16_t>());
    stack[0] = packed.release();
}

// pack_int8(Tensor matrix) -> Tensor. matrix: [outputs, inputs] with any strides
void pack_int8(StableIValue* stack, uint64_t, uint64_t) {
    Tensor matrix = Arguments(stack).tensor();
    Tensor packed = Tensor::empty({panels(matrix.size(0)), int8_panel_bytes(matrix.size(1))}, aoti_torch_dtype_int8());
    pack_int8(matrix_of(matrix), packed.data<int8_t>());
    stack[0] = packed.release();
}

bool is_vector(const Tensor& tensor, int64_t count) {
    return tensor.is_float32() && tensor.dimensions() == 1 && tensor.size(0) == count && tensor.is_contiguous();
}

bool is_matrix(const Tensor& tensor, int64_t rows, int64_t columns) {
    return tensor.is_float32() && tensor.dimensions() == 2 && tensor.is_contiguous() && tensor.size(0) == rows &&
           tensor.size(1) == columns;
}

Norm norm_of(const Tensor& weight, const Tensor& bias, double epsilon, int64_t width) {
    REQUIRE(is_vector(weight, width) && is_vector(bias, width));
    return {weight.data<float>(), bias.data<float>(), static_cast<float>(epsilon)};
}

Rows rows_of(const Tensor& x) {
    REQUIRE(x.dimensions() == 2 && is_matrix(x, x.size(0), x.size(1)));
    return {x.data<float>(), x.size(0), x.size(1), nullptr, false};
}

// norm(Tensor x, Tensor weight, Tensor bias, float epsilon) -> Tensor
void norm(StableIValue* stack, uint64_t, uint64_t) {
    Arguments arguments(stack);
    Tensor x = arguments.tensor(), weight = arguments.tensor(), bias = arguments.tensor();
    const double epsilon = arguments.floating_point();
    const Rows rows = rows_of(x);
    const Norm norm_of_rows = norm_of(weight, bias, epsilon, rows.width);
    Tensor y = Tensor::empty({rows.rows, rows.width}, aoti_torch_dtype_float32());
    float* to = y.data<float>();
    parallel(rows.rows, 4 * rows.rows * rows.width, [&](long begin, long end) {
        for (long row = begin; row < end; row++) {
            norm(norm_of_rows, rows.x + row * rows.width, rows.width, to + row * rows.width);
        }
    });
    stack[0] = y.release();
}

// Returns an epilogue with the bias only.
Epilogue epilogue_of(float* y, const Tensor& packed, const Tensor& bias) {
    const int64_t outputs = bias.size(0);
    REQUIRE(is_vector(bias, outputs) && packed.size(0) == panels(outputs) && packed.is_contiguous());
    return {y, bias.data<float>(), nullptr, outputs, NONE, false};
}

void multiply(const Rows& rows, const Tensor& packed, const Epilogue& epilogue) {
    if (packed.is_float16()) {
        REQUIRE(packed.size(1) == rows.width);
        linear_float16(rows, packed.data<uint16_t>(), epilogue);
    } else {
        REQUIRE(packed.is_int8() && packed.size(1) == int8_panel_bytes(rows.width));
        linear_int8(rows, packed.data<int8_t>(), epilogue);
    }
}

// linear(Tensor x, Tensor packed, Tensor bias, Tensor residual) -> Tensor. residual: [rows, outputs] or empty
void linear(StableIValue* stack, uint64_t, uint64_t) {
    Arguments arguments(stack);
    Tensor x = arguments.tensor(), packed = arguments.tensor(), bias = arguments.tensor(), residual = arguments.tensor();
    const Rows rows = rows_of(x);
    Tensor y = Tensor::empty({rows.rows, bias.size(0)}, aoti_torch_dtype_float32());
    Epilogue epilogue = epilogue_of(y.data<float>(), packed, bias);
    if (residual.size(0) > 0) {
        REQUIRE(is_matrix(residual, rows.rows, epilogue.outputs));
        epilogue.residual = residual.data<float>();
    }
    multiply(rows, packed, epilogue);
    stack[0] = y.release();
}

// norm_linear(Tensor x, Tensor weight, Tensor bias, float epsilon, Tensor packed, Tensor packed_bias) -> Tensor
void norm_linear(StableIValue* stack, uint64_t, uint64_t) {
    Arguments arguments(stack);
    Tensor x = arguments.tensor(), weight = arguments.tensor(), bias = arguments.tensor();
    const double epsilon = arguments.floating_point();
    Tensor packed = arguments.tensor(), packed_bias = arguments.tensor();
    Rows rows = rows_of(x);
    const Norm norm = norm_of(weight, bias, epsilon, rows.width);
    rows.norm = &norm;
    Tensor y = Tensor::empty({rows.rows, packed_bias.size(0)}, aoti_torch_dtype_float32());
    multiply(rows, packed, epilogue_of(y.data<float>(), packed, packed_bias));
    stack[0] = y.release();
}

// feed_forward(Tensor x, Tensor weight, Tensor bias, float epsilon, Tensor first, Tensor first_bias, Tensor second,
// Tensor second_bias) -> Tensor: x + second(gelu_tanh(first(norm(x))))
void feed_forward(StableIValue* stack, uint64_t, uint64_t) {
    static thread_local Scratch scratch;
    Arguments arguments(stack);
    Tensor x = arguments.tensor(), weight = arguments.tensor(), bias = arguments.tensor();
    const double epsilon = arguments.floating_point();
    Tensor first = arguments.tensor(), first_bias = arguments.tensor();
    Tensor second = arguments.tensor(), second_bias = arguments.tensor();
    Rows rows = rows_of(x);
    const Norm norm = norm_of(weight, bias, epsilon, rows.width);
    rows.norm = &norm;
    const int64_t inner = first_bias.size(0);
    Epilogue to_inner = epilogue_of(static_cast<float*>(scratch.bytes(rows.rows * inner * sizeof(float))), first, first_bias);
    to_inner.activation = GELU_TANH;
    to_inner.interleaved = first.is_float16() && second.is_float16() && !uses_tiles(rows.rows);
    REQUIRE(second_bias.size(0) == rows.width);
    Tensor y = Tensor::empty({rows.rows, rows.width}, aoti_torch_dtype_float32());
    Epilogue epilogue = epilogue_of(y.data<float>(), second, second_bias);
    epilogue.residual = rows.x;
    multiply(rows, first, to_inner);
    multiply({to_inner.y, rows.rows, inner, nullptr, to_inner.interleaved}, second, epilogue);
    stack[0] = y.release();
}

// Whether the tensor is a vector of `count` integers in [0, bound).
bool is_below(const Tensor& tensor, int64_t count, int64_t bound) {
    if (!tensor.is_int64() || !tensor.is_contiguous() || tensor.size(0) != count) {
        return false;
    }
    const int64_t* numbers = tensor.data<int64_t>();
    return std::all_of(numbers, numbers + count, [=](int64_t number) { return number >= 0 && number < bound; });
}

// Reads the arguments that both attention operators have. cache: [layers, 2, slots, heads, positions, head size]
Attention attention_of(const Tensor& slots, const Tensor& positions, const Tensor& cache, int64_t layer, double scale) {
    REQUIRE(cache.is_float32() && cache.dimensions() == 6 && cache.is_contiguous());
    REQUIRE(layer >= 0 && layer < cache.size(0));
    const int64_t rows = slots.size(0);
    REQUIRE(is_below(slots, rows, cache.size(2)) && is_below(positions, rows, cache.size(4)));
    Attention attention{};
    attention.slots = slots.data<int64_t>();
    attention.positions = positions.data<int64_t>();
    attention.cache = cache.data<float>() + layer * cache.stride(0);
    attention.rows = rows;
    attention.num_selected = rows;
    attention.num_slots = cache.size(2);
    attention.heads = cache.size(3);
    attention.max_positions = cache.size(4);
    attention.head_size = cache.size(5);
    attention.scale = static_cast<float>(scale);
    return attention;
}

Tensor attention_output(Attention attention) {
    Tensor y = Tensor::empty({attention.num_selected, attention.heads * attention.head_size}, aoti_torch_dtype_float32());
    attention.y = y.data<float>();
    attend(attention);
    return y;
}

// attend(Tensor projected, Tensor slots, Tensor positions, Tensor(a!) cache, int layer, float scale) -> Tensor
// projected: [rows, 3 hidden]: queries, keys and values
void attend(StableIValue* stack, uint64_t, uint64_t) {
    Arguments arguments(stack);
    Tensor projected = arguments.tensor(), slots = arguments.tensor(), positions = arguments.tensor();
    Tensor cache = arguments.tensor();
    const int64_t layer = arguments.integer();
    Attention attention = attention_of(slots, positions, cache, layer, arguments.floating_point());
    const int64_t hidden = attention.heads * attention.head_size;
    REQUIRE(is_matrix(projected, attention.rows, 3 * hidden));
    attention.queries = projected.data<float>();
    attention.keys_values = attention.queries + hidden;
    attention.queries_stride = attention.keys_values_stride = 3 * hidden;
    stack[0] = attention_output(attention).release();
}

// attend_selected(Tensor queries, Tensor keys_values, Tensor slots, Tensor positions, Tensor selected, Tensor(a!) cache,
// int layer, float scale) -> Tensor
// queries: [selected, hidden]; keys_values: [rows, 2 hidden]; selected: the rows of the queries
void attend_selected(StableIValue* stack, uint64_t, uint64_t) {
    Arguments arguments(stack);
    Tensor queries = arguments.tensor(), keys_values = arguments.tensor(), slots = arguments.tensor();
    Tensor positions = arguments.tensor(), selected = arguments.tensor(), cache = arguments.tensor();
    const int64_t layer = arguments.integer();
    Attention attention = attention_of(slots, positions, cache, layer, arguments.floating_point());
    const int64_t hidden = attention.heads * attention.head_size;
    attention.num_selected = selected.size(0);
    REQUIRE(is_below(selected, attention.num_selected, attention.rows));
    REQUIRE(is_matrix(queries, attention.num_selected, hidden) && is_matrix(keys_values, attention.rows, 2 * hidden));
    attention.selected = selected.data<int64_t>();
    attention.queries = queries.data<float>();
    attention.keys_values = keys_values.data<float>();
    attention.queries_stride = hidden;
    attention.keys_values_stride = 2 * hidden;
    stack[0] = attention_output(attention).release();
}

// place_cache(Tensor(a!) memory) -> int. memory: [numbers]; the contents are lost
// Returns the index of the first number of a page, where a KV cache can begin. Prepares all pages to be committed and released
// one by one. A huge page would commit cells of whole slots.
void place_cache(StableIValue* stack, uint64_t, uint64_t) {
    Tensor memory = Arguments(stack).tensor();
    REQUIRE(memory.is_float32() && memory.dimensions() == 1 && memory.is_contiguous());
    const float* numbers = memory.data<float>();
    const Pages pages(numbers, numbers + memory.size(0));
    // Fails only if Linux has no huge pages.
    pages.advise(MADV_NOHUGEPAGE);
    REQUIRE(pages.release());
    stack[0] = (pages.first - reinterpret_cast<uintptr_t>(numbers)) / sizeof(float);
}

// release_cells(Tensor(a!) cache, int slot, int first_cell) -> ()
// Releases the whole pages of the cells from first_cell on, in all layers and heads of a slot. cache: as in attend
void release_cells(StableIValue* stack, uint64_t, uint64_t) {
    Arguments arguments(stack);
    Tensor cache = arguments.tensor();
    const int64_t slot = arguments.integer(), first_cell = arguments.integer();
    REQUIRE(cache.is_float32() && cache.dimensions() == 6 && cache.is_contiguous());
    REQUIRE(slot >= 0 && slot < cache.size(2) && first_cell >= 0 && first_cell <= cache.size(4));
    // The heads of a slot are neighbors, so an empty slot is one range.
    const int64_t ranges = first_cell == 0 ? 1 : cache.size(3), length = cache.stride(2) / ranges;
    for (int64_t i = 0; i < cache.size(0) * 2; i++) {
        const float* cells = cache.data<float>() + i * cache.stride(1) + slot * cache.stride(2);
        for (int64_t range = 0; range < ranges; range++, cells += length) {
            REQUIRE(Pages(cells + first_cell * cache.size(5), cells + length).release());
        }
    }
}

[[gnu::constructor]] void register_operators() {
    TorchLibraryHandle definitions, kernels;
    aoti_torch_library_init_def("inkwell", __FILE__, __LINE__, &definitions);
    aoti_torch_library_def(definitions, "pack_float16(Tensor matrix) -> Tensor");
    aoti_torch_library_def(definitions, "pack_int8(Tensor matrix) -> Tensor");
    aoti_torch_library_def(definitions, "norm(Tensor x, Tensor weight, Tensor bias, float epsilon) -> Tensor");
    aoti_torch_library_def(definitions, "linear(Tensor x, Tensor packed, Tensor bias, Tensor residual) -> Tensor");
    aoti_torch_library_def(definitions,
                           "norm_linear(Tensor x, Tensor weight, Tensor bias, float epsilon, Tensor packed, "
                           "Tensor packed_bias) -> Tensor");
    aoti_torch_library_def(definitions,
                           "feed_forward(Tensor x, Tensor weight, Tensor bias, float epsilon, Tensor first, "
                           "Tensor first_bias, Tensor second, Tensor second_bias) -> Tensor");
    aoti_torch_library_def(definitions,
                           "attend(Tensor projected, Tensor slots, Tensor positions, Tensor(a!) cache, int layer, "
                           "float scale) -> Tensor");
    aoti_torch_library_def(definitions,
                           "attend_selected(Tensor queries, Tensor keys_values, Tensor slots, Tensor positions, Tensor selected, "
                           "Tensor(a!) cache, int layer, float scale) -> Tensor");
    aoti_torch_library_def(definitions, "place_cache(Tensor(a!) memory) -> int");
    aoti_torch_library_def(definitions, "release_cells(Tensor(a!) cache, int slot, int first_cell) -> ()");
    aoti_torch_library_init_impl("inkwell", "CPU", __FILE__, __LINE__, &kernels);
    aoti_torch_library_impl(kernels, "pack_float16", pack_float16);
    aoti_torch_library_impl(kernels, "pack_int8", pack_int8);
    aoti_torch_library_impl(kernels, "norm", norm);
    aoti_torch_library_impl(kernels, "linear", linear);
    aoti_torch_library_impl(kernels, "norm_linear", norm_linear);
    aoti_torch_library_impl(kernels, "feed_forward", feed_forward);
    aoti_torch_library_impl(kernels, "attend", attend);
    aoti_torch_library_impl(kernels, "attend_selected", attend_selected);
    aoti_torch_library_impl(kernels, "place_cache", place_cache);
    aoti_torch_library_impl(kernels, "release_cells", release_cells);
}

}  // namespace
}  // namespace inkwell

// A test compares this with the hash of the source files.
extern "C" [[gnu::used]] const char inkwell_sources[] = "inkwell sources sha256 " SOURCES_SHA256;
