// The operators of torch.ops.inkwell, which native.py calls. Loading the library registers them.
#include "attention.h"
#include "float16.h"
#include "int8.h"
#include "norm.h"
#include "tensor.h"

namespace inkwell {
namespace {

Matrix matrix_of(const Tensor& tensor) {
    REQUIRE(tensor.is_float32() && tensor.dimensions() == 2);
    return {tensor.data<float>(), tensor.size(0), tensor.size(1), tensor.stride(0), tensor.stride(1)};
}

// pack_float16(Tensor matrix) -> Tensor. matrix: [outputs, inputs], transposed or not
void pack_float16(StableIValue* stack, uint64_t, uint64_t) {
    Tensor matrix = Arguments(stack).tensor();
    Tensor packed = Tensor::empty({panels(matrix.size(0)), matrix.size(1), PANEL}, aoti_torch_dtype_float16());
    pack_float16(matrix_of(matrix), packed.data<uint16_t>());
    stack[0] = packed.release();
}

// pack_int8(Tensor matrix) -> Tensor, of the same matrix
void pack_int8(StableIValue* stack, uint64_t, uint64_t) {
    Tensor matrix = Arguments(stack).tensor();
    Tensor packed = Tensor::empty({panels(matrix.size(0)), int8_panel_bytes(matrix.size(1))}, aoti_torch_dtype_int8());
    pack_int8(matrix_of(matrix), packed.data<int8_t>());
    stack[0] = packed.release();
}

// norm(Tensor x, Tensor weight, Tensor bias, float epsilon) -> Tensor
void norm(StableIValue* stack, uint64_t, uint64_t) {
    Arguments arguments(stack);
    Tensor x = arguments.tensor(), weight = arguments.tensor(), bias = arguments.tensor();
    const double epsilon = arguments.real();
    REQUIRE(x.is_float32() && x.dimensions() == 2 && x.is_contiguous());
    const int64_t rows = x.size(0), width = x.size(1);
    REQUIRE(weight.is_float32() && weight.size(0) == width && weight.is_contiguous());
    REQUIRE(bias.is_float32() && bias.size(0) == width && bias.is_contiguous());
    Tensor y = Tensor::empty({rows, width}, aoti_torch_dtype_float32());
    norm(Norm{x.data<float>(), weight.data<float>(), bias.data<float>(), y.data<float>(), rows, width,
              static_cast<float>(epsilon)});
    stack[0] = y.release();
}

// linear(Tensor x, Tensor packed, Tensor bias, Tensor residual, int activation) -> Tensor. residual: [rows, outputs] or empty
void linear(StableIValue* stack, uint64_t, uint64_t) {
    Arguments arguments(stack);
    Tensor x = arguments.tensor(), packed = arguments.tensor(), bias = arguments.tensor(), residual = arguments.tensor();
    int64_t activation = arguments.integer();
    REQUIRE(x.is_float32() && x.dimensions() == 2 && x.is_contiguous());
    REQUIRE(bias.is_float32() && bias.dimensions() == 1 && bias.is_contiguous());
    const int64_t rows = x.size(0), inputs = x.size(1), outputs = bias.size(0);
    REQUIRE(packed.size(0) == panels(outputs) && packed.is_contiguous());
    const bool has_residual = residual.size(0) > 0;
    if (has_residual) {
        REQUIRE(residual.is_float32() && residual.size(0) == rows && residual.size(1) == outputs && residual.is_contiguous());
    }
    Tensor y = Tensor::empty({rows, outputs}, aoti_torch_dtype_float32());
    Product product{y.data<float>(), bias.data<float>(), has_residual ? residual.data<float>() : nullptr, outputs, activation};
    if (packed.is_float16()) {
        REQUIRE(packed.size(1) == inputs);
        linear_float16(x.data<float>(), rows, inputs, packed.data<uint16_t>(), product);
    } else {
        REQUIRE(packed.is_int8() && packed.size(1) == int8_panel_bytes(inputs));
        linear_int8(x.data<float>(), rows, inputs, packed.data<int8_t>(), product);
    }
    stack[0] = y.release();
}

// Whether it is a list of so many integers from 0 to below a bound.
bool is_below(const Tensor& tensor, int64_t count, int64_t bound) {
    if (!tensor.is_int64() || !tensor.is_contiguous() || tensor.size(0) != count) {
        return false;
    }
    const int64_t* numbers = tensor.data<int64_t>();
    return std::all_of(numbers, numbers + count, [=](int64_t number) { return number >= 0 && number < bound; });
}

// What all rows of a step share. The cache: [layers, 2, slots, heads, positions, head size]
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
    attention.num_wanted = rows;
    attention.num_slots = cache.size(2);
    attention.heads = cache.size(3);
    attention.max_positions = cache.size(4);
    attention.head_size = cache.size(5);
    attention.scale = static_cast<float>(scale);
    return attention;
}

bool is_matrix(const Tensor& tensor, int64_t rows, int64_t columns) {
    return tensor.is_float32() && tensor.is_contiguous() && tensor.size(0) == rows && tensor.size(1) == columns;
}

Tensor attended(Attention attention) {
    Tensor y = Tensor::empty({attention.num_wanted, attention.heads * attention.head_size}, aoti_torch_dtype_float32());
    attention.y = y.data<float>();
    attend(attention);
    return y;
}

// attend(Tensor projected, Tensor slots, Tensor positions, Tensor(a!) cache, int layer, float scale) -> Tensor
// projected: [rows, 3 hidden], queries, keys and values
void attend(StableIValue* stack, uint64_t, uint64_t) {
    Arguments arguments(stack);
    Tensor projected = arguments.tensor(), slots = arguments.tensor(), positions = arguments.tensor();
    Tensor cache = arguments.tensor();
    const int64_t layer = arguments.integer();
    Attention attention = attention_of(slots, positions, cache, layer, arguments.real());
    const int64_t hidden = attention.heads * attention.head_size;
    REQUIRE(is_matrix(projected, attention.rows, 3 * hidden));
    attention.queries = projected.data<float>();
    attention.written = attention.queries + hidden;
    attention.queries_stride = attention.written_stride = 3 * hidden;
    stack[0] = attended(attention).release();
}

// attend_wanted(Tensor queries, Tensor written, Tensor slots, Tensor positions, Tensor wanted, Tensor(a!) cache, int layer,
// float scale) -> Tensor
// queries: [wanted, hidden]; written: [rows, 2 hidden], keys and values
void attend_wanted(StableIValue* stack, uint64_t, uint64_t) {
    Arguments arguments(stack);
    Tensor queries = arguments.tensor(), written = arguments.tensor(), slots = arguments.tensor();
    Tensor positions = arguments.tensor(), wanted = arguments.tensor(), cache = arguments.tensor();
    const int64_t layer = arguments.integer();
    Attention attention = attention_of(slots, positions, cache, layer, arguments.real());
    const int64_t hidden = attention.heads * attention.head_size;
    attention.num_wanted = wanted.size(0);
    REQUIRE(is_below(wanted, attention.num_wanted, attention.rows));
    REQUIRE(is_matrix(queries, attention.num_wanted, hidden) && is_matrix(written, attention.rows, 2 * hidden));
    attention.wanted = wanted.data<int64_t>();
    attention.queries = queries.data<float>();
    attention.written = written.data<float>();
    attention.queries_stride = hidden;
    attention.written_stride = 2 * hidden;
    stack[0] = attended(attention).release();
}

[[gnu::constructor]] void register_operators() {
    TorchLibraryHandle definitions, kernels;
    aoti_torch_library_init_def("inkwell", __FILE__, __LINE__, &definitions);
    aoti_torch_library_def(definitions, "pack_float16(Tensor matrix) -> Tensor");
    aoti_torch_library_def(definitions, "pack_int8(Tensor matrix) -> Tensor");
    aoti_torch_library_def(definitions, "norm(Tensor x, Tensor weight, Tensor bias, float epsilon) -> Tensor");
    aoti_torch_library_def(
        definitions, "linear(Tensor x, Tensor packed, Tensor bias, Tensor residual, int activation) -> Tensor");
    aoti_torch_library_def(definitions,
                           "attend(Tensor projected, Tensor slots, Tensor positions, Tensor(a!) cache, int layer, "
                           "float scale) -> Tensor");
    aoti_torch_library_def(definitions,
                           "attend_wanted(Tensor queries, Tensor written, Tensor slots, Tensor positions, Tensor wanted, "
                           "Tensor(a!) cache, int layer, float scale) -> Tensor");
    aoti_torch_library_init_impl("inkwell", "CPU", __FILE__, __LINE__, &kernels);
    aoti_torch_library_impl(kernels, "pack_float16", pack_float16);
    aoti_torch_library_impl(kernels, "pack_int8", pack_int8);
    aoti_torch_library_impl(kernels, "norm", norm);
    aoti_torch_library_impl(kernels, "linear", linear);
    aoti_torch_library_impl(kernels, "attend", attend);
    aoti_torch_library_impl(kernels, "attend_wanted", attend_wanted);
}

}  // namespace
}  // namespace inkwell

// So that a test can tell whether the library was made of the sources beside it.
extern "C" [[gnu::used]] const char inkwell_sources[] = "inkwell sources sha256 " SOURCES_SHA256;
