// Exercises the thread pool: jobs before and after workers sleep, changes of its size, several callers, and its end.
#pragma once

#include <chrono>
#include <thread>
#include <vector>

#include "parallel.h"

namespace inkwell_test {

// Runs jobs from this thread. Returns whether each did its work exactly once.
inline bool run_jobs(int num_jobs) {
    bool good = true;
    for (int job = 0; job < num_jobs; job++) {
        const int num_workers = 1 + job / 50 % 3;
        // Not atomic, so that sanitizers find accesses after `run` has returned.
        std::vector<int> done(100);
        std::atomic<size_t> next{0};
        inkwell::thread_pool_of_caller(num_workers).run([&](int) {
            for (size_t i = next++; i < done.size(); i = next++) {
                done[i]++;
            }
        });
        for (int count : done) {
            good = good && count == 1;
        }
        if (job % 100 == 99) {
            // Longer than workers spin.
            std::this_thread::sleep_for(std::chrono::milliseconds(3));
        }
    }
    return good;
}

inline bool test_thread_pool() {
    std::atomic<bool> good{true};
    std::vector<std::thread> callers;
    for (int i = 0; i < 3; i++) {
        callers.emplace_back([&] {
            if (!run_jobs(500)) {
                good = false;
            }
        });
    }
    for (std::thread& caller : callers) {
        caller.join();
    }
    for (int i = 0; i < 50; i++) {
        inkwell::ThreadPool pool(3);
    }
    return good;
}

}  // namespace inkwell_test
