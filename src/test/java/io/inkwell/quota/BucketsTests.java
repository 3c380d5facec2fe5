package io.inkwell.quota;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Objects;

import org.junit.jupiter.api.Test;
import reactor.core.scheduler.Schedulers;

import static org.assertj.core.api.Assertions.assertThat;

class BucketsTests {

    private static final BucketId BUCKET = new BucketId("a", Limit.TOKENS, 60);

    private final FrozenBuckets time = new FrozenBuckets();

    private final Buckets buckets = this.time.buckets();

    @Test
    void startsWithTheLimitOfAMinute() {
        assertThat(this.buckets.remaining(BUCKET).block()).isEqualTo(60);

        assertThat(take(this.buckets, 60).isTaken()).isTrue();
        assertThat(take(this.buckets, 1).isTaken()).isFalse();
    }

    @Test
    void refillsContinuously() {
        take(this.buckets, 60);
        Take tooEarly = take(this.buckets, 10);
        assertThat(tooEarly.delay()).isEqualTo(Duration.ofSeconds(10));

        this.time.advance(tooEarly.delay().minusMillis(1));
        assertThat(take(this.buckets, 10).isTaken()).isFalse();
        this.time.advance(Duration.ofMillis(1));
        assertThat(take(this.buckets, 10).isTaken()).isTrue();
        this.time.advance(Duration.ofHours(1));
        assertThat(this.buckets.remaining(BUCKET).block()).isEqualTo(60);
    }

    @Test
    void givesBackNoMoreThanTheLimit() {
        Take take = take(this.buckets, 50);

        take.giveBack(30);
        assertThat(this.buckets.remaining(BUCKET).block()).isEqualTo(40);
        take.giveBack(30);
        assertThat(this.buckets.remaining(BUCKET).block()).isEqualTo(60);
    }

    @Test
    void keysAndLimitsHaveTheirOwnBuckets() {
        take(this.buckets, 60);

        assertThat(this.buckets.remaining(new BucketId("b", Limit.TOKENS, 60)).block()).isEqualTo(60);
        assertThat(this.buckets.remaining(new BucketId("a", Limit.REQUESTS, 60)).block()).isEqualTo(60);
        assertThat(this.buckets.remaining(new BucketId("a", Limit.TOKENS, 30)).block()).isEqualTo(30);
    }

    @Test
    void worksWhileRedisCannotBeReached() {
        try (Buckets alone = Buckets.open("redis://127.0.0.1:1", Duration.ofSeconds(1), Schedulers.immediate())) {
            assertThat(take(alone, 60).isTaken()).isTrue();
            assertThat(take(alone, 1).isTaken()).isFalse();
            assertThat(alone.redisIsAvailable()).hasValue(false);
        }
    }

    @Test
    void closesAConnectionThatRedisDoesNotAccept() throws IOException {
        Duration timeout = Duration.ofMillis(50);
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                RedisBuckets connecting = RedisBuckets.open("redis://127.0.0.1:" + silent.getLocalPort(), timeout,
                        timeout, timeout);
                Socket connection = silent.accept()) {
            connection.setSoTimeout(20_000);
            // Returns at the end of the connection.
            connection.getInputStream().transferTo(OutputStream.nullOutputStream());
            assertThat(connecting.isAvailable()).isFalse();
        }
    }

    @Test
    void redisIsNeitherAvailableNorAwayWithoutAnAddress() {
        assertThat(this.buckets.redisIsAvailable()).isEmpty();
    }

    private static Take take(Buckets buckets, long amount) {
        return Objects.requireNonNull(buckets.take(BUCKET, amount, (taken) -> {
        }).block());
    }

}
