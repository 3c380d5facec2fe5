package io.inkwell.quota;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.distributed.AsyncBucketProxy;
import io.github.bucket4j.distributed.AsyncBucketProxyAdapter;

/** The buckets of this process. Thread-safe. */
final class LocalBuckets {

    private final TimeMeter clock;

    private final Map<BucketId, AsyncBucketProxy> buckets = new ConcurrentHashMap<>();

    LocalBuckets(TimeMeter clock) {
        this.clock = clock;
    }

    /** A bucket whose answers are complete when they are returned. */
    AsyncBucketProxy bucket(BucketId id) {
        return this.buckets.computeIfAbsent(id, this::create);
    }

    private AsyncBucketProxy create(BucketId id) {
        return AsyncBucketProxyAdapter.fromSync(Bucket.builder()
            .withCustomTimePrecision(this.clock)
            .addLimit(id.configuration().getBandwidths()[0])
            .build());
    }

}
