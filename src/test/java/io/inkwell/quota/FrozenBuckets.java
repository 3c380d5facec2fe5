package io.inkwell.quota;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import io.github.bucket4j.TimeMeter;
import reactor.core.scheduler.Schedulers;

/** A clock that stands still until a test moves it, and buckets that use it. */
final class FrozenBuckets implements TimeMeter {

    private final AtomicLong nanos = new AtomicLong();

    private final Buckets buckets = new Buckets(new LocalBuckets(this), null, Schedulers.immediate());

    Buckets buckets() {
        return this.buckets;
    }

    void advance(Duration time) {
        this.nanos.addAndGet(time.toNanos());
    }

    @Override
    public long currentTimeNanos() {
        return this.nanos.get();
    }

    @Override
    public boolean isWallClockBased() {
        return false;
    }

}
