// The functions of libtorch's stable C ABI that the operators use. torch/csrc/inductor/aoti_torch/c/shim.h declares them in PyTorch 2.7
// and later. The build needs no PyTorch headers, and the library loads into any of these versions.
#pragma once

#include <stdint.h>

extern "C" {

struct AtenTensorOpaque;
using AtenTensorHandle = AtenTensorOpaque*;
struct TorchLibraryOpaque;
using TorchLibraryHandle = TorchLibraryOpaque*;
// An argument or result in 64 bits: a tensor handle, owned by the receiver, an integer, or the bits of a double.
using StableIValue = uint64_t;

int32_t aoti_torch_device_type_cpu();
int32_t aoti_torch_dtype_float16();
int32_t aoti_torch_dtype_float32();
int32_t aoti_torch_dtype_int8();
int32_t aoti_torch_dtype_int64();
int32_t aoti_torch_get_data_ptr(AtenTensorHandle tensor, void** data);
int32_t aoti_torch_get_dtype(AtenTensorHandle tensor, int32_t* dtype);
int32_t aoti_torch_get_dim(AtenTensorHandle tensor, int64_t* dimensions);
int32_t aoti_torch_get_sizes(AtenTensorHandle tensor, int64_t** sizes);
int32_t aoti_torch_get_strides(AtenTensorHandle tensor, int64_t** strides);
int32_t aoti_torch_empty_strided(int64_t dimensions, const int64_t* sizes, const int64_t* strides, int32_t dtype,
                                 int32_t device_type, int32_t device_index, AtenTensorHandle* tensor);
int32_t aoti_torch_delete_tensor_object(AtenTensorHandle tensor);
void aoti_torch_check(bool condition, const char* function, const char* file, uint32_t line, const char* message);

int32_t aoti_torch_library_init_def(const char* space, const char* file, uint32_t line, TorchLibraryHandle* library);
int32_t aoti_torch_library_init_impl(const char* space, const char* key, const char* file, uint32_t line,
                                     TorchLibraryHandle* library);
int32_t aoti_torch_library_def(TorchLibraryHandle library, const char* schema);
int32_t aoti_torch_library_impl(TorchLibraryHandle library, const char* name,
                                void (*kernel)(StableIValue* stack, uint64_t arguments, uint64_t results));
}
