// What can go wrong between threads: jobs that come before workers sleep and after, sizes that change, callers that end.
#pragma once

#include <chrono>
#include <thread>
#include <vector>

#include "parallel.h"

namespace inkwell_test {

// Whether jobs of one caller did all of their work, and only that.
inline bool run_jobs(int num_jobs) {
    bool good = true;
    for (int job = 0; job < num_jobs; job++) {
        const int helpers = 1 + job / 50 % 3;
        // Plain memory: sanitizers find it if a job is not over when `run` returns.
        std::vector<int> done(100);
        std::atomic<size_t> next{0};
        inkwell::thread_pool_of_caller(helpers).run([&](int) {
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
