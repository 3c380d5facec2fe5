// The threads that compute beside the one that calls.
#pragma once

#include <linux/futex.h>
#include <sched.h>
#include <stdint.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include <atomic>
#include <system_error>
#include <thread>
#include <vector>

namespace inkwell {

// Helpers of one thread. They look for work for a while before they sleep, for to wake a thread takes longer than most jobs;
// OpenMP's sleep at once where a process has more threads than cores. Nobody waits for a helper that has not begun: what is
// left to do is taken piece by piece, and who comes too late finds the job closed.
class Team {
  public:
    // With as many helpers as the system gives, if that is fewer.
    explicit Team(int wanted) : wanted_(wanted) {
        helpers_.reserve(wanted);
        try {
            for (int i = 0; i < wanted; i++) {
                helpers_.emplace_back([this, i] { help(i + 1); });
            }
        } catch (const std::system_error&) {
        }
    }

    ~Team() {
        leaving_ = true;
        call();
        for (std::thread& helper : helpers_) {
            helper.join();
        }
    }

    int wanted() const { return wanted_; }

    // Runs the job on this thread, number 0, and on those helpers that come before it ends: job(number). It must share out its
    // work itself.
    template <typename Job>
    void run(const Job& job) {
        job_ = [](const void* of, int number) { (*static_cast<const Job*>(of))(number); };
        of_ = &job;
        state_.store((state_.load() & ~(OPEN | AT_WORK)) + ONE_JOB + OPEN);
        call();
        job(0);
        state_.fetch_and(~OPEN);
        for (int round = 0; state_.load(std::memory_order_acquire) & AT_WORK; round++) {
            rest(round);
        }
    }

  private:
    // The state: how many helpers are at work, whether more may begin, and the number of the job.
    static constexpr uint64_t AT_WORK = 0xffff;
    static constexpr uint64_t OPEN = 0x10000;
    static constexpr uint64_t ONE_JOB = 0x20000;
    static constexpr long PATIENCE_NANOS = 1000000;

    static void rest(int round) {
        if (round % 64 < 63) {
            __builtin_ia32_pause();
        } else {
            sched_yield();
        }
    }

    static long nanos() {
        timespec now;
        clock_gettime(CLOCK_MONOTONIC, &now);
        return now.tv_sec * 1000000000L + now.tv_nsec;
    }

    void call() {
        calls_.fetch_add(1);
        if (sleepers_.load() > 0) {
            syscall(SYS_futex, &calls_, FUTEX_WAKE_PRIVATE, wanted_, nullptr, nullptr, 0);
        }
    }

    void help(int number) {
        for (uint32_t heard = calls_.load(); !leaving_; heard = calls_.load()) {
            uint64_t state = state_.load();
            if ((state & OPEN) && state_.compare_exchange_strong(state, state + 1)) {
                job_(of_, number);
                state_.fetch_sub(1);
            }
            await_call(heard);
        }
    }

    void await_call(uint32_t heard) {
        long patient_until = 0;
        for (int round = 0; calls_.load(std::memory_order_relaxed) == heard; round++) {
            rest(round);
            if (round % 64 == 63) {
                long now = nanos();
                patient_until = patient_until ? patient_until : now + PATIENCE_NANOS;
                if (now > patient_until) {
                    sleepers_.fetch_add(1);
                    syscall(SYS_futex, &calls_, FUTEX_WAIT_PRIVATE, heard, nullptr, nullptr, 0);
                    sleepers_.fetch_sub(1);
                }
            }
        }
    }

    const int wanted_;
    std::atomic<uint64_t> state_{0};
    std::atomic<uint32_t> calls_{0};
    std::atomic<uint32_t> sleepers_{0};
    std::atomic<bool> leaving_{false};
    void (*job_)(const void*, int) = nullptr;
    const void* of_ = nullptr;
    std::vector<std::thread> helpers_;
};

}  // namespace inkwell
