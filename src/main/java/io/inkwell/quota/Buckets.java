package io.inkwell.quota;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;

import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.distributed.AsyncBucketProxy;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * The buckets of all API keys: in Redis while it responds, otherwise in this process.
 * Thread-safe.
 */
public final class Buckets implements AutoCloseable {

    private final LocalBuckets local;

    private final @Nullable RedisBuckets redis;

    private final Scheduler scheduler;

    Buckets(LocalBuckets local, @Nullable RedisBuckets redis, Scheduler scheduler) {
        this.local = local;
        this.redis = redis;
        this.scheduler = scheduler;
    }

    /**
     * Connects to Redis in the background, if an address is given.
     * @param redis such as {@code redis://:password@host:6379/0}; null for the buckets of
     * this process alone
     * @param timeout of a request to Redis; beyond it the buckets of this process apply
     * @param scheduler continues requests that have waited for Redis
     */
    public static Buckets open(@Nullable String redis, Duration timeout, Scheduler scheduler) {
        return new Buckets(new LocalBuckets(TimeMeter.SYSTEM_MILLISECONDS),
                (redis != null) ? RedisBuckets.open(redis, timeout) : null, scheduler);
    }

    /** Whether Redis responds; empty if there is none. */
    public Optional<Boolean> redisIsAvailable() {
        return Optional.ofNullable(this.redis).map(RedisBuckets::isAvailable);
    }

    /**
     * Takes an amount if the bucket holds as much.
     * @param amount at least 1 and at most the limit
     * @param onTaken is told what was taken, also if the subscriber has cancelled, and
     * also if Redis responds after its timeout
     */
    Mono<Take> take(BucketId id, long amount, Consumer<Take> onTaken) {
        return ask(id, (bucket) -> bucket.tryConsumeAndReturnRemaining(amount).thenApply((probe) -> {
            Take take = Take.of(bucket, probe);
            if (take.isTaken()) {
                onTaken.accept(take);
            }
            return take;
        }));
    }

    /** What the bucket holds. */
    Mono<Long> remaining(BucketId id) {
        return ask(id, AsyncBucketProxy::getAvailableTokens);
    }

    private <T> Mono<T> ask(BucketId id, Function<AsyncBucketProxy, CompletableFuture<T>> question) {
        Mono<T> here = Mono.fromFuture(() -> question.apply(this.local.bucket(id)));
        return Mono.defer(() -> {
            RedisBuckets shared = this.redis;
            if (shared == null || !shared.isAvailable()) {
                return here;
            }
            // A failure becomes a value, because Reactor would log one that comes too
            // late. The timeout applies to a copy, so a late answer still calls onTaken.
            return Mono.fromFuture(() -> question.apply(shared.bucket(id))
                .copy()
                .orTimeout(shared.timeout().toMillis(), TimeUnit.MILLISECONDS)
                .handle((answer, failure) -> {
                    if (failure == null) {
                        return Mono.just(answer);
                    }
                    shared.fail(failure);
                    return here;
                }), true).publishOn(this.scheduler).flatMap(Function.identity());
        });
    }

    @Override
    public void close() {
        if (this.redis != null) {
            this.redis.close();
        }
    }

}
