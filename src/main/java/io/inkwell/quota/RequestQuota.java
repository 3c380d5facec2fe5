package io.inkwell.quota;

import java.time.Duration;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

import io.inkwell.access.KeyLimits;
import io.inkwell.error.ErrorKind;

/**
 * Applies the limits of an API key to one of its requests. Closing it gives back what the
 * request did not use. Thread-safe.
 */
public final class RequestQuota implements AutoCloseable {

    private static final String ATTRIBUTE = RequestQuota.class.getName();

    private final Quotas quotas;

    private final String keyId;

    private final KeyLimits limits;

    private final RequestUsage usage;

    private final RateLimitHeaders headers;

    private boolean isOpen;

    private boolean isClosed;

    private boolean hasFailed;

    private @Nullable Take reserved;

    private long numReserved;

    RequestQuota(Quotas quotas, String keyId, KeyLimits limits, ServerWebExchange exchange) {
        this.quotas = quotas;
        this.keyId = keyId;
        this.limits = limits;
        this.usage = RequestUsage.of(exchange);
        this.headers = new RateLimitHeaders(exchange.getResponse().getHeaders());
        exchange.getAttributes().put(ATTRIBUTE, this);
    }

    /**
     * Reserves the tokens of a request for its API key, if that has a limit of tokens.
     * Fails with a {@link RateLimitException} if too few are left.
     * @param maxGeneratedTokens over all choices
     */
    public static Mono<Void> reserve(ServerWebExchange exchange, long numPromptTokens, long maxGeneratedTokens) {
        return Mono.defer(() -> (exchange.getAttribute(ATTRIBUTE) instanceof RequestQuota quota)
                ? quota.reserve(numPromptTokens, maxGeneratedTokens) : Mono.empty());
    }

    /** Counts the request. Fails with a {@link RateLimitException} beyond a limit. */
    Mono<Void> enter() {
        if (!open(orZero(this.limits.concurrentRequests()))) {
            this.headers.setRetryAfter(Duration.ZERO);
            return reject(Limit.CONCURRENT_REQUESTS, Limit.CONCURRENT_REQUESTS.error(),
                    "has reached its limit of concurrent requests, " + this.limits.concurrentRequests()
                            + "; try again when one has ended");
        }
        return ofBucket(Limit.TOKENS, this.limits.tokensPerMinute(), this::showTokens)
            .then(ofBucket(Limit.REQUESTS, this.limits.requestsPerMinute(), this::countRequest));
    }

    private synchronized boolean open(int max) {
        this.isOpen = max > 0 && this.quotas.open().tryOpen(this.keyId, max);
        return this.isOpen || max == 0;
    }

    private Mono<Void> showTokens(BucketId bucket) {
        return this.quotas.buckets()
            .remaining(bucket)
            .doOnNext((remaining) -> this.headers.set(bucket, remaining))
            .then();
    }

    private Mono<Void> countRequest(BucketId bucket) {
        return this.quotas.buckets().take(bucket, 1, (taken) -> {
        }).flatMap((take) -> {
            this.headers.set(bucket, take.remaining());
            return take.isTaken() ? Mono.empty() : reject(take, bucket, "");
        });
    }

    private Mono<Void> reserve(long numPromptTokens, long maxGeneratedTokens) {
        return ofBucket(Limit.TOKENS, this.limits.tokensPerMinute(), (bucket) -> {
            long needed = numPromptTokens + maxGeneratedTokens;
            if (needed == 0) {
                return Mono.empty();
            }
            String need = needed + " tokens, " + numPromptTokens + " of the prompt and at most " + maxGeneratedTokens
                    + " of the completion";
            if (needed > bucket.perMinute()) {
                return reject(Limit.TOKENS, ErrorKind.EXCEEDS_TOKEN_LIMIT,
                        "is limited to " + bucket.perMinute() + " tokens per minute, and the request needs " + need
                                + "; lower max_tokens or shorten the prompt");
            }
            return this.quotas.buckets().take(bucket, needed, (take) -> keep(take, needed)).flatMap((take) -> {
                this.headers.set(bucket, take.remaining());
                return take.isTaken() ? Mono.empty() : reject(take, bucket,
                        ", of which " + take.remaining() + " are left; the request needs " + need);
            });
        });
    }

    private Mono<Void> ofBucket(Limit limit, @Nullable Integer perMinute, Function<BucketId, Mono<Void>> use) {
        return (orZero(perMinute) > 0) ? Mono.defer(() -> use.apply(new BucketId(this.keyId, limit, orZero(perMinute))))
                : Mono.empty();
    }

    private static int orZero(@Nullable Integer limit) {
        return (limit != null) ? limit : 0;
    }

    private Mono<Void> reject(Take take, BucketId bucket, String detail) {
        this.headers.setRetryAfter(take.delay());
        return reject(bucket.limit(), bucket.limit().error(),
                "is limited to " + bucket.perMinute() + " " + bucket.limit().label() + " per minute" + detail
                        + "; try again in " + RateLimitHeaders.format(take.delay()));
    }

    private Mono<Void> reject(Limit limit, ErrorKind kind, String message) {
        String who = this.keyId.equals(Quotas.ANONYMOUS) ? "access without an API key"
                : "the API key \"" + this.keyId + "\"";
        return Mono.error(() -> new RateLimitException(limit, this.keyId, kind, who + " " + message));
    }

    // Redis may grant a reservation after the request has ended, or after its timeout.
    private synchronized void keep(Take take, long amount) {
        if (this.isClosed || this.reserved != null) {
            take.giveBack(amount);
        }
        else {
            this.reserved = take;
            this.numReserved = amount;
        }
    }

    /** The response is an error. */
    synchronized void fail() {
        this.hasFailed = true;
    }

    /**
     * Ends the request. A request that failed before its first token has used nothing; a
     * cancelled one has used its prompt.
     */
    @Override
    public synchronized void close() {
        if (this.isClosed) {
            return;
        }
        this.isClosed = true;
        if (this.isOpen) {
            this.quotas.open().close(this.keyId);
        }
        if (this.reserved != null) {
            RequestUsage.Snapshot used = this.usage.snapshot();
            boolean isUnused = this.hasFailed && used.numGeneratedTokens() == 0;
            this.reserved.giveBack(isUnused ? this.numReserved
                    : this.numReserved - used.numPromptTokens() - used.numGeneratedTokens());
        }
    }

}
