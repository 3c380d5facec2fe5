#include "fake_libtorch.h"

#include <string.h>

#include <atomic>
#include <map>
#include <stdexcept>
#include <string>
#include <utility>

namespace inkwell_test {
namespace {

using Kernel = void (*)(StableIValue*, uint64_t, uint64_t);

std::atomic<long> live_tensors{0};
thread_local int num_threads = 1;

// A function, because operators register before the variables of this file are initialized.
std::map<std::string, Kernel>& kernels() {
    static std::map<std::string, Kernel> kernels;
    return kernels;
}

long element_size(int32_t dtype) {
    switch (dtype) {
        case FLOAT16:
            return 2;
        case FLOAT32:
            return 4;
        case INT8:
            return 1;
        default:
            return 8;
    }
}

AtenTensorHandle own(const Tensor& tensor) {
    live_tensors++;
    return new Tensor(tensor);
}

}  // namespace

Tensor empty(std::vector<int64_t> sizes, Dtype dtype) {
    Tensor tensor;
    tensor.dtype = dtype;
    tensor.sizes = sizes;
    tensor.strides.resize(sizes.size());
    int64_t count = 1;
    for (size_t i = sizes.size(); i-- > 0; count *= sizes[i]) {
        tensor.strides[i] = count;
    }
    tensor.bytes.reset(new char[count * element_size(dtype)]);
    return tensor;
}

StableIValue argument(const Tensor& tensor) { return reinterpret_cast<StableIValue>(own(tensor)); }

StableIValue argument(int64_t integer) { return static_cast<StableIValue>(integer); }

StableIValue argument(double number) {
    StableIValue value;
    memcpy(&value, &number, sizeof value);
    return value;
}

StableIValue invoke(const char* name, std::vector<StableIValue> arguments) {
    kernels().at(name)(arguments.data(), arguments.size(), 1);
    return arguments[0];
}

Tensor call(const char* name, std::vector<StableIValue> arguments) {
    AtenTensorHandle result = reinterpret_cast<AtenTensorHandle>(invoke(name, std::move(arguments)));
    Tensor tensor = *result;
    aoti_torch_delete_tensor_object(result);
    return tensor;
}

long num_live_tensors() { return live_tensors; }

void set_num_threads(int threads) { num_threads = threads; }

}  // namespace inkwell_test

using namespace inkwell_test;

extern "C" {

int omp_get_max_threads() { return num_threads; }

int32_t aoti_torch_device_type_cpu() { return 0; }
int32_t aoti_torch_dtype_float16() { return FLOAT16; }
int32_t aoti_torch_dtype_float32() { return FLOAT32; }
int32_t aoti_torch_dtype_int8() { return INT8; }
int32_t aoti_torch_dtype_int64() { return INT64; }

int32_t aoti_torch_get_data_ptr(AtenTensorHandle tensor, void** data) {
    *data = tensor->bytes.get();
    return 0;
}

int32_t aoti_torch_get_dtype(AtenTensorHandle tensor, int32_t* dtype) {
    *dtype = tensor->dtype;
    return 0;
}

int32_t aoti_torch_get_dim(AtenTensorHandle tensor, int64_t* dimensions) {
    *dimensions = static_cast<int64_t>(tensor->sizes.size());
    return 0;
}

int32_t aoti_torch_get_sizes(AtenTensorHandle tensor, int64_t** sizes) {
    *sizes = tensor->sizes.data();
    return 0;
}

int32_t aoti_torch_get_strides(AtenTensorHandle tensor, int64_t** strides) {
    *strides = tensor->strides.data();
    return 0;
}

int32_t aoti_torch_empty_strided(int64_t dimensions, const int64_t* sizes, const int64_t*, int32_t dtype, int32_t, int32_t,
                                 AtenTensorHandle* tensor) {
    *tensor = own(empty({sizes, sizes + dimensions}, static_cast<Dtype>(dtype)));
    return 0;
}

int32_t aoti_torch_delete_tensor_object(AtenTensorHandle tensor) {
    live_tensors--;
    delete tensor;
    return 0;
}

void aoti_torch_check(bool condition, const char*, const char*, uint32_t, const char* message) {
    if (!condition) {
        throw std::runtime_error(message);
    }
}

int32_t aoti_torch_library_init_def(const char*, const char*, uint32_t, TorchLibraryHandle*) { return 0; }
int32_t aoti_torch_library_init_impl(const char*, const char*, const char*, uint32_t, TorchLibraryHandle*) { return 0; }
int32_t aoti_torch_library_def(TorchLibraryHandle, const char*) { return 0; }

int32_t aoti_torch_library_impl(TorchLibraryHandle, const char* name, void (*kernel)(StableIValue*, uint64_t, uint64_t)) {
    kernels()[name] = kernel;
    return 0;
}
}
