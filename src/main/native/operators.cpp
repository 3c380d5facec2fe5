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

// attend(Tensor projected, Tensor slots, Tensor positions, Tensor(a!) cache, int layer, float scale) -> Tensor
void attend(StableIValue* stack, uint64_t, uint64_t) {
    Arguments arguments(stack);
    Tensor projected = arguments.tensor(), slots = arguments.tensor(), positions = arguments.tensor();
    Tensor cache = arguments.tensor();
    const int64_t layer = arguments.integer();
    const double scale = arguments.real();
    REQUIRE(cache.is_float32() && cache.dimensions() == 6 && cache.is_contiguous());
    REQUIRE(layer >= 0 && layer < cache.size(0));
    const int64_t rows = projected.size(0), heads = cache.size(3), head_size = cache.size(5);
    REQUIRE(projected.is_float32() && projected.is_contiguous() && projected.size(1) == 3 * heads * head_size);
    REQUIRE(is_below(slots, rows, cache.size(2)) && is_below(positions, rows, cache.size(4)));
    Tensor y = Tensor::empty({rows, heads * head_size}, aoti_torch_dtype_float32());
    Attention attention{};
    attention.projected = projected.data<float>();
    attention.slots = slots.data<int64_t>();
    attention.positions = positions.data<int64_t>();
    attention.cache = cache.data<float>() + layer * cache.stride(0);
    attention.y = y.data<float>();
    attention.rows = rows;
    attention.num_slots = cache.size(2);
    attention.heads = heads;
    attention.max_positions = cache.size(4);
    attention.head_size = head_size;
    attention.scale = static_cast<float>(scale);
    attend(attention);
    stack[0] = y.release();
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
    aoti_torch_library_init_impl("inkwell", "CPU", __FILE__, __LINE__, &kernels);
    aoti_torch_library_impl(kernels, "pack_float16", pack_float16);
    aoti_torch_library_impl(kernels, "pack_int8", pack_int8);
    aoti_torch_library_impl(kernels, "norm", norm);
    aoti_torch_library_impl(kernels, "linear", linear);
    aoti_torch_library_impl(kernels, "attend", attend);
}

}  // namespace
}  // namespace inkwell

// So that a test can tell whether the library was made of the sources beside it.
extern "C" [[gnu::used]] const char inkwell_sources[] = "inkwell sources sha256 " SOURCES_SHA256;
