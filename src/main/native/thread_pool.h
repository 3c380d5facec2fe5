// The worker threads of a calling thread.
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

// Workers spin for a while before they sleep, because waking a thread takes longer than most jobs. OpenMP's threads sleep at once in
// a process with more threads than cores. A job does not wait for workers that have not started it, so a descheduled worker does not
// delay the caller.
class ThreadPool {
  public:
    // Starts fewer workers if the system cannot create more threads.
    explicit ThreadPool(int num_workers) : num_workers_(num_workers) {
        workers_.reserve(num_workers);
        try {
            for (int i = 0; i < num_workers; i++) {
                workers_.emplace_back([this, i] { work(i + 1); });
            }
        } catch (const std::system_error&) {
        }
    }

    ~ThreadPool() {
        stopping_ = true;
        wake_workers();
        for (std::thread& worker : workers_) {
            worker.join();
        }
    }

    // The requested number, also if fewer have started.
    int num_workers() const { return num_workers_; }

    // Calls job(0) on this thread, and job(i) on each worker i that is free before job(0) returns. Returns when all calls have
    // returned. The job divides its work between these calls itself.
    template <typename Job>
    void run(const Job& job) {
        // Invariant: only workers counted in state_ read job_ and context_, and a worker counts itself only while state_ is OPEN.
        // Here state_ is closed and the count is 0, so no worker reads what is assigned next.
        job_ = [](const void* context, int number) { (*static_cast<const Job*>(context))(number); };
        context_ = &job;
        state_.store((state_.load() & ~(OPEN | NUM_ACTIVE)) + NEXT_JOB + OPEN);
        wake_workers();
        job(0);
        state_.fetch_and(~OPEN);
        for (int round = 0; state_.load(std::memory_order_acquire) & NUM_ACTIVE; round++) {
            spin(round);
        }
    }

  private:
    // state_ contains the number of workers that run the job, whether more may start it, and the number of the job.
    static constexpr uint64_t NUM_ACTIVE = 0xffff;
    static constexpr uint64_t OPEN = 0x10000;
    static constexpr uint64_t NEXT_JOB = 0x20000;
    static constexpr long SPIN_NANOS = 1000000;

    static void spin(int round) {
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

    void wake_workers() {
        wakeups_.fetch_add(1);
        if (num_sleeping_.load() > 0) {
            syscall(SYS_futex, &wakeups_, FUTEX_WAKE_PRIVATE, num_workers_, nullptr, nullptr, 0);
        }
    }

    void work(int number) {
        for (uint32_t seen = wakeups_.load(); !stopping_; seen = wakeups_.load()) {
            uint64_t state = state_.load();
            if ((state & OPEN) && state_.compare_exchange_strong(state, state + 1)) {
                job_(context_, number);
                state_.fetch_sub(1);
            }
            await_wakeup(seen);
        }
    }

    void await_wakeup(uint32_t seen) {
        long spin_until = 0;
        for (int round = 0; wakeups_.load(std::memory_order_relaxed) == seen; round++) {
            spin(round);
            if (round % 64 == 63) {
                long now = nanos();
                spin_until = spin_until ? spin_until : now + SPIN_NANOS;
                if (now > spin_until) {
                    num_sleeping_.fetch_add(1);
                    // Returns at once if wakeups_ has changed since: no wakeup is lost.
                    syscall(SYS_futex, &wakeups_, FUTEX_WAIT_PRIVATE, seen, nullptr, nullptr, 0);
                    num_sleeping_.fetch_sub(1);
                }
            }
        }
    }

    const int num_workers_;
    std::atomic<uint64_t> state_{0};
    std::atomic<uint32_t> wakeups_{0};
    std::atomic<uint32_t> num_sleeping_{0};
    std::atomic<bool> stopping_{false};
    void (*job_)(const void*, int) = nullptr;
    const void* context_ = nullptr;
    std::vector<std::thread> workers_;
};

}  // namespace inkwell
