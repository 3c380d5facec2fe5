// Parallel loops and scratch memory.
#pragma once

#include <stdlib.h>

#include <algorithm>
#include <memory>
#include <vector>

#include "thread_pool.h"

// The number of threads that the calling thread may use. at::set_num_threads of libtorch sets it.
extern "C" int omp_get_max_threads();

namespace inkwell {
namespace {

inline ThreadPool& thread_pool_of_caller(int num_workers) {
    static thread_local std::unique_ptr<ThreadPool> pool;
    if (!pool || pool->num_workers() != num_workers) {
        pool = std::make_unique<ThreadPool>(num_workers);
    }
    return *pool;
}

// Calls task(begin, end) for ranges that cover [0, count), on several threads if there are enough operations. Threads take ranges
// dynamically, so a descheduled thread delays only its current range.
template <typename Task>
void parallel(long count, long operations, Task task) {
    const int threads = operations < 50000 || count < 2 ? 1 : omp_get_max_threads();
    if (threads == 1) {
        task(0L, count);
        return;
    }
    const long size = std::max(1L, count / (8 * threads));
    std::atomic<long> next{0};
    thread_pool_of_caller(threads - 1).run([&](int) {
        for (long first = next.fetch_add(size); first < count; first = next.fetch_add(size)) {
            task(first, std::min(count, first + size));
        }
    });
}

// Calls task(i) for each i in [0, count). A thread starts with the same part in every call, so the data that it wrote in the previous
// call is in its core's cache. This matters on processors whose cores share no cache. Then it takes tasks of the other parts.
template <typename Task>
void parallel_with_affinity(long count, Task task) {
    const int threads = omp_get_max_threads();
    std::vector<std::atomic<long>> taken(threads);
    const auto work = [&](int number) {
        for (int i = 0; i < threads; i++) {
            const int part = (number + i) % threads;
            const long begin = count * part / threads, end = count * (part + 1) / threads;
            for (long next = begin + taken[part]++; next < end; next = begin + taken[part]++) {
                task(next);
            }
        }
    };
    if (threads == 1) {
        work(0);
    } else {
        thread_pool_of_caller(threads - 1).run(work);
    }
}

// Memory that calls on the same thread reuse, for variables that are static and thread_local.
class Scratch {
  public:
    ~Scratch() { free(memory_); }

    // Returns at least `count` bytes, aligned to a cache line. Their content is undefined.
    void* bytes(size_t count) {
#ifdef __SANITIZE_ADDRESS__
        // Allocates the exact size, so that AddressSanitizer detects accesses beyond it.
        free(memory_);
        return posix_memalign(&memory_, 64, count) == 0 ? memory_ : nullptr;
#else
        if (count > size_) {
            free(memory_);
            size_ = (count + 4095) / 4096 * 4096;
            memory_ = aligned_alloc(64, size_);
        }
        return memory_;
#endif
    }

  private:
    void* memory_ = nullptr;
    size_t size_ = 0;
};

}  // namespace
}  // namespace inkwell
