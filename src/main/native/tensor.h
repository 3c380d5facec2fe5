// Access to libtorch's tensors and to the arguments of an operator's call.
#pragma once

#include <string.h>

#include <initializer_list>

#include "libtorch.h"

#define REQUIRE(condition) aoti_torch_check((condition), __func__, __FILE__, __LINE__, "inkwell requires " #condition)

namespace inkwell {

class Tensor {
  public:
    explicit Tensor(AtenTensorHandle handle) : handle_(handle) {
        aoti_torch_get_sizes(handle, &sizes_);
        aoti_torch_get_strides(handle, &strides_);
        aoti_torch_get_dim(handle, &dimensions_);
        aoti_torch_get_dtype(handle, &dtype_);
    }

    static Tensor empty(std::initializer_list<int64_t> sizes, int32_t dtype) {
        int64_t strides[4];
        int64_t stride = 1;
        for (size_t i = sizes.size(); i-- > 0; stride *= sizes.begin()[i]) {
            strides[i] = stride;
        }
        AtenTensorHandle handle;
        REQUIRE(aoti_torch_empty_strided(static_cast<int64_t>(sizes.size()), sizes.begin(), strides, dtype,
                                         aoti_torch_device_type_cpu(), 0, &handle) == 0);
        return Tensor(handle);
    }

    Tensor(const Tensor&) = delete;
    Tensor& operator=(const Tensor&) = delete;
    Tensor(Tensor&& other) : Tensor(other.handle_) { other.handle_ = nullptr; }

    ~Tensor() {
        if (handle_) {
            aoti_torch_delete_tensor_object(handle_);
        }
    }

    template <typename Element>
    Element* data() const {
        void* data;
        aoti_torch_get_data_ptr(handle_, &data);
        return static_cast<Element*>(data);
    }

    int64_t dimensions() const { return dimensions_; }
    int64_t size(int dimension) const { return sizes_[dimension]; }
    int64_t stride(int dimension) const { return strides_[dimension]; }
    bool is_float32() const { return dtype_ == aoti_torch_dtype_float32(); }
    bool is_float16() const { return dtype_ == aoti_torch_dtype_float16(); }
    bool is_int64() const { return dtype_ == aoti_torch_dtype_int64(); }
    bool is_int8() const { return dtype_ == aoti_torch_dtype_int8(); }

    // Row-major without gaps.
    bool is_contiguous() const {
        int64_t expected = 1;
        for (int64_t i = dimensions_ - 1; i >= 0; i--) {
            if (sizes_[i] != 1 && strides_[i] != expected) {
                return false;
            }
            expected *= sizes_[i];
        }
        return true;
    }

    // Passes ownership of the handle to the caller.
    StableIValue release() {
        StableIValue value = reinterpret_cast<StableIValue>(handle_);
        handle_ = nullptr;
        return value;
    }

  private:
    AtenTensorHandle handle_;
    int64_t* sizes_;
    int64_t* strides_;
    int64_t dimensions_;
    int32_t dtype_;
};

// Reads the arguments of an operator call in order. The operator owns its tensor arguments, so read all arguments before any check
// can throw. A tensor that was not read leaks.
class Arguments {
  public:
    explicit Arguments(const StableIValue* stack) : next_(stack) {}

    Tensor tensor() { return Tensor(reinterpret_cast<AtenTensorHandle>(*next_++)); }
    int64_t integer() { return static_cast<int64_t>(*next_++); }
    double floating_point() {
        double value;
        memcpy(&value, next_++, sizeof value);
        return value;
    }

  private:
    const StableIValue* next_;
};

}  // namespace inkwell
