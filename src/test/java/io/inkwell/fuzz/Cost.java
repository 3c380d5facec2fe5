package io.inkwell.fuzz;

import java.lang.management.ManagementFactory;
import java.time.Duration;

import com.sun.management.ThreadMXBean;

/**
 * What the current thread used. Time is CPU time, because a loaded machine delays any
 * thread. Memory is all memory that the thread allocated on the heap, freed or not, so it
 * is an upper bound of what it held.
 *
 * @param nanos CPU time
 * @param bytes allocated on the heap
 */
record Cost(long nanos, long bytes) {

    static final Duration MAX_CPU = Duration.ofSeconds(1);

    static final long MAX_BYTES = 64 << 20;

    static final String LIMITS = MAX_CPU.toMillis() + " ms of CPU time and " + (MAX_BYTES >> 20) + " MiB";

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    static Cost now() {
        return new Cost(THREADS.getCurrentThreadCpuTime(), THREADS.getCurrentThreadAllocatedBytes());
    }

    Cost minus(Cost before) {
        return new Cost(this.nanos - before.nanos, this.bytes - before.bytes);
    }

    boolean exceedsLimits() {
        return this.nanos > MAX_CPU.toNanos() || this.bytes > MAX_BYTES;
    }

    @Override
    public String toString() {
        return this.nanos / 1_000_000 + " ms of CPU time and " + (this.bytes >> 20) + " MiB";
    }

}
