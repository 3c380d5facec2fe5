// Work shared between threads, and memory that calls use again.
#pragma once

#include <stdlib.h>

#include <algorithm>
#include <memory>
#include <vector>

#include "team.h"

// How many threads libtorch lets the calling thread use: its OpenMP's answer.
extern "C" int omp_get_max_threads();

namespace inkwell {
namespace {

inline Team& team_of_this_thread(int helpers) {
    static thread_local std::unique_ptr<Team> team;
    if (!team || team->wanted() != helpers) {
        team = std::make_unique<Team>(helpers);
    }
    return *team;
}

// Calls task(first, last) for ranges that together cover 0 to count, from several threads if there is enough to do. The
// ranges are handed out one by one: a core that is taken away for a while does not keep the others waiting.
template <typename Task>
void parallel(long count, long operations, Task task) {
    const int threads = operations < 50000 || count < 2 ? 1 : omp_get_max_threads();
    if (threads == 1) {
        task(0L, count);
        return;
    }
    const long size = std::max(1L, count / (8 * threads));
    std::atomic<long> next{0};
    team_of_this_thread(threads - 1).run([&](int) {
        for (long first = next.fetch_add(size); first < count; first = next.fetch_add(size)) {
            task(first, std::min(count, first + size));
        }
    });
}

// Calls task(i) for all i below count. Each thread begins with a part of its own, always the same one: what a call writes, the
// next one finds near the core that wrote it, which counts where cores share no cache. Who is done takes of the others' parts.
template <typename Task>
void parallel_in_place(long count, Task task) {
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
        team_of_this_thread(threads - 1).run(work);
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
