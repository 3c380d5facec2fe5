package io.inkwell.quota;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.github.bucket4j.distributed.AsyncBucketProxy;
import io.github.bucket4j.distributed.ExpirationAfterWriteStrategy;
import io.github.bucket4j.distributed.proxy.AsyncProxyManager;
import io.github.bucket4j.distributed.proxy.optimization.Optimizations;
import io.github.bucket4j.redis.lettuce.Bucket4jLettuce;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Buckets in Redis, which several processes share. A thread takes from a bucket every
 * second, and connects again after a failure. Thread-safe.
 */
final class RedisBuckets implements AutoCloseable {

    private static final Logger logger = LoggerFactory.getLogger(RedisBuckets.class);

    private static final Duration CHECK_EVERY = Duration.ofSeconds(1);

    /** A full bucket carries no information, and expires soon after it is full. */
    private static final Duration KEPT_WHEN_FULL = Duration.ofMinutes(1);

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);

    /**
     * The bucket of the checks. It belongs to no API key and is never empty, so each
     * check writes.
     */
    private static final BucketId CHECKED = new BucketId("", Limit.REQUESTS, 1_000_000);

    private final RedisURI uri;

    private final RedisClient client;

    private final Duration timeout;

    private final Duration connectTimeout;

    private final ScheduledExecutorService checks = Executors.newSingleThreadScheduledExecutor((task) -> {
        Thread thread = new Thread(task, "rate-limits");
        thread.setDaemon(true);
        return thread;
    });

    /** Used by the checking thread only. */
    private @Nullable StatefulRedisConnection<String, byte[]> connection;

    private volatile @Nullable Connected connected;

    private volatile boolean available;

    private @Nullable Boolean reported;

    private RedisBuckets(RedisURI uri, Duration timeout, Duration connectTimeout) {
        this.uri = uri;
        // Limits the first commands of a connection, too. Their default is a minute.
        this.uri.setTimeout(connectTimeout);
        this.client = RedisClient.create();
        this.timeout = timeout;
        this.connectTimeout = connectTimeout;
        this.client.setOptions(ClientOptions.builder()
            .autoReconnect(false)
            .socketOptions(SocketOptions.builder().connectTimeout(connectTimeout).build())
            .build());
    }

    static RedisBuckets open(String uri, Duration timeout) {
        return open(uri, timeout, CONNECT_TIMEOUT, CHECK_EVERY);
    }

    static RedisBuckets open(String uri, Duration timeout, Duration connectTimeout, Duration checkEvery) {
        RedisBuckets buckets = new RedisBuckets(RedisURI.create(uri), timeout, connectTimeout);
        buckets.checks.scheduleWithFixedDelay(buckets::check, 0, checkEvery.toMillis(), TimeUnit.MILLISECONDS);
        return buckets;
    }

    /** Whether Redis has responded to the last check and to all requests since. */
    boolean isAvailable() {
        return this.available;
    }

    Duration timeout() {
        return this.timeout;
    }

    /**
     * A bucket. Its answers have no timeout: they come when Redis responds, or fail when
     * the connection closes.
     */
    AsyncBucketProxy bucket(BucketId id) {
        Connected current = this.connected;
        if (current == null) {
            throw new IllegalStateException("there is no connection to Redis");
        }
        return current.bucket(id);
    }

    /** Sends no more requests before the next check. */
    void fail(Throwable failure) {
        this.available = false;
        logger.debug("Redis failed", failure);
    }

    private void check() {
        try {
            connect();
            await(bucket(CHECKED).tryConsume(1), this.timeout);
            this.available = true;
            report(true, "");
        }
        catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
        catch (ExecutionException | TimeoutException | RuntimeException ex) {
            this.available = false;
            if (this.checks.isShutdown()) {
                return;
            }
            report(false, String.valueOf(((ex instanceof ExecutionException) ? ex.getCause() : ex)));
        }
    }

    /**
     * Connects after a failure, so that nothing waits for responses of the old
     * connection.
     */
    private void connect() throws InterruptedException, ExecutionException, TimeoutException {
        StatefulRedisConnection<String, byte[]> old = this.connection;
        if (old != null && this.available) {
            return;
        }
        this.connection = null;
        if (old != null) {
            old.closeAsync();
        }
        StatefulRedisConnection<String, byte[]> fresh = open();
        this.connected = new Connected(Bucket4jLettuce.casBasedBuilder(fresh)
            .expirationAfterWrite(ExpirationAfterWriteStrategy.basedOnTimeForRefillingBucketUpToMax(KEPT_WHEN_FULL))
            .build()
            .asAsync(), new ConcurrentHashMap<>());
        this.connection = fresh;
    }

    private StatefulRedisConnection<String, byte[]> open()
            throws InterruptedException, ExecutionException, TimeoutException {
        CompletableFuture<StatefulRedisConnection<String, byte[]>> opening = this.client
            .connectAsync(RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE), this.uri)
            .toCompletableFuture();
        try {
            return await(opening, this.connectTimeout.multipliedBy(2));
        }
        catch (TimeoutException ex) {
            opening.thenAccept(StatefulRedisConnection::closeAsync);
            throw ex;
        }
    }

    private static <T> T await(Future<T> response, Duration timeout)
            throws InterruptedException, ExecutionException, TimeoutException {
        return response.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Logs each change once. */
    private void report(boolean isAvailable, String problem) {
        if (this.reported != null && isAvailable == this.reported) {
            return;
        }
        this.reported = isAvailable;
        if (isAvailable) {
            logger.info("Redis at {} is used; replicas share the limits of API keys", place());
        }
        else {
            logger.warn("Redis at {} cannot be used; each replica applies the limits of API keys alone: {}", place(),
                    problem);
        }
    }

    /** The address, without its password. */
    private String place() {
        return this.uri.getHost() + ":" + this.uri.getPort();
    }

    @Override
    public void close() {
        this.checks.shutdownNow();
        this.client.shutdownAsync(0, this.timeout.toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * What a connection provides.
     *
     * @param buckets one object for each bucket, which sends concurrent requests together
     */
    private record Connected(AsyncProxyManager<String> proxies, Map<BucketId, AsyncBucketProxy> buckets) {

        AsyncBucketProxy bucket(BucketId id) {
            return this.buckets.computeIfAbsent(id,
                    (each) -> this.proxies.builder()
                        .withOptimization(Optimizations.batching())
                        .build(each.redisKey(), () -> CompletableFuture.completedFuture(each.configuration())));
        }

    }

}
