package io.inkwell.hub;

import java.io.InterruptedIOException;
import java.time.Duration;

/**
 * Bounds repeated requests.
 *
 * @param attempts how often a request is sent that makes no progress
 * @param firstPause the pause before the second attempt, which doubles with each further
 * one
 * @param maxRetryAfter the longest wait that the hub may request
 * @param stall how long a connection may send nothing
 * @param sleeper waits between attempts
 */
record RetryPolicy(int attempts, Duration firstPause, Duration maxRetryAfter, Duration stall, Sleeper sleeper) {

    static final RetryPolicy DEFAULT = new RetryPolicy(5, Duration.ofSeconds(1), Duration.ofMinutes(2),
            Duration.ofSeconds(60), (duration) -> Thread.sleep(duration.toMillis()));

    /**
     * Waits before the next attempt.
     * @param failures the number of failed attempts in a row
     */
    void pause(int failures) throws InterruptedIOException {
        sleep(this.firstPause.multipliedBy(1L << (failures - 1)));
    }

    void sleep(Duration duration) throws InterruptedIOException {
        try {
            this.sleeper.sleep(duration);
        }
        catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for the hub");
        }
    }

    /** Makes a thread wait. */
    @FunctionalInterface
    interface Sleeper {

        void sleep(Duration duration) throws InterruptedException;

    }

}
