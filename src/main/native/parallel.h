// Work shared between the threads of OpenMP: libtorch's own, so that both use one pool.
#pragma once

#include <omp.h>
#include <stdlib.h>

#include <algorithm>
#include <atomic>

namespace inkwell {
namespace {

// Calls task(first, last) for ranges that together cover 0 to count, from several threads if there is enough to do. The
// ranges are handed out one by one: a core that is taken away for a while does not keep the others waiting.
template <typename Task>
void parallel(long count, long operations, Task task) {
    if (operations < 50000 || count < 2 || omp_get_max_threads() == 1) {
        task(0L, count);
        return;
    }
    long size = std::max(1L, count / (8 * omp_get_max_threads()));
    std::atomic<long> next{0};
#pragma omp parallel
    for (long first = next.fetch_add(size); first < count; first = next.fetch_add(size)) {
        task(first, std::min(count, first + size));
    }
}

// Memory of a thread that is used again by the next call and freed with the thread.
class Scratch {
  public:
    ~Scratch() { free(memory_); }

    void* bytes(size_t count) {
        if (count > size_) {
            free(memory_);
            size_ = (count + 4095) / 4096 * 4096;
            memory_ = aligned_alloc(64, size_);
        }
        return memory_;
    }

  private:
    void* memory_ = nullptr;
    size_t size_ = 0;
};

}  // namespace
}  // namespace inkwell
