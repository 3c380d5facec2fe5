// Memory pages of the KV cache. Linux commits a page when it is first written, and takes released pages back.
#pragma once

#include <stdint.h>
#include <sys/mman.h>

namespace inkwell {
namespace {

constexpr uintptr_t PAGE_BYTES = 4096;

// The whole pages in [begin, end).
struct Pages {
    Pages(const void* begin, const void* end)
        : first((reinterpret_cast<uintptr_t>(begin) + PAGE_BYTES - 1) / PAGE_BYTES * PAGE_BYTES),
          last(reinterpret_cast<uintptr_t>(end) / PAGE_BYTES * PAGE_BYTES) {}

    bool advise(int advice) const {
        return first >= last || madvise(reinterpret_cast<void*>(first), last - first, advice) == 0;
    }

    // The pages take no memory afterwards, and hold zeros.
    bool release() const { return advise(MADV_DONTNEED); }

    uintptr_t first, last;
};

}  // namespace
}  // namespace inkwell
