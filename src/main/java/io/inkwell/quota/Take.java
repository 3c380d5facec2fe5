package io.inkwell.quota;

import java.time.Duration;

import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.distributed.AsyncBucketProxy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The result of taking from a bucket.
 *
 * @param bucket the bucket, to give back to
 * @param isTaken false if the bucket holds less
 * @param remaining what the bucket holds afterwards
 * @param delay the time until the bucket holds enough; zero if taken
 */
record Take(AsyncBucketProxy bucket, boolean isTaken, long remaining, Duration delay) {

    private static final Logger logger = LoggerFactory.getLogger(Take.class);

    static Take of(AsyncBucketProxy bucket, ConsumptionProbe probe) {
        return new Take(bucket, probe.isConsumed(), probe.getRemainingTokens(),
                Duration.ofNanos(probe.getNanosToWaitForRefill()));
    }

    /** Gives back without waiting. What Redis does not receive is lost to the key. */
    void giveBack(long amount) {
        if (amount > 0) {
            this.bucket.addTokens(amount).whenComplete((done, failure) -> {
                if (failure != null) {
                    logger.debug("Could not give back {} to a bucket: {}", amount, failure.toString());
                }
            });
        }
    }

}
