package io.inkwell.quota;

import java.time.Duration;

import io.github.bucket4j.BucketConfiguration;

/**
 * Identifies the bucket of a limit of an API key. It holds the limit of one minute, and
 * refills continuously. Another limit is another bucket, which starts full.
 */
record BucketId(String keyId, Limit limit, int perMinute) {

    private static final Duration PERIOD = Duration.ofMinutes(1);

    /** The key in Redis. */
    String redisKey() {
        return "inkwell:" + this.limit.label() + ":" + this.perMinute + ":" + this.keyId;
    }

    BucketConfiguration configuration() {
        return BucketConfiguration.builder()
            .addLimit((bandwidth) -> bandwidth.capacity(this.perMinute).refillGreedy(this.perMinute, PERIOD))
            .build();
    }

    /** The time until the bucket is full. */
    Duration untilFull(long remaining) {
        return PERIOD.multipliedBy(this.perMinute - remaining).dividedBy(this.perMinute);
    }

}
