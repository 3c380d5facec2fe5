package io.inkwell.quota;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;

import io.github.bucket4j.TimeMeter;
import org.junit.jupiter.api.Test;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.junit.jupiter.Container;
import reactor.core.scheduler.Schedulers;

import io.inkwell.container.ContainerTest;
import io.inkwell.container.TestImages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Buckets in a Redis that fails in ways other than to close its port. */
@ContainerTest(images = TestImages.REDIS_NAME)
class RedisBucketsIT {

    private static final int PORT = 6379;

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final BucketId BUCKET = new BucketId("a", Limit.TOKENS, 60);

    @Container
    private static final GenericContainer<?> redis = new GenericContainer<>(TestImages.REDIS).withExposedPorts(PORT);

    @Test
    void aReplicaThatRejectsWritesIsNotAvailable() throws IOException, InterruptedException {
        try (RedisBuckets shared = open(PATIENCE, Duration.ofMillis(20))) {
            await().until(shared::isAvailable);

            redis.execInContainer("redis-cli", "replicaof", "127.0.0.1", "1");
            await().until(() -> !shared.isAvailable());

            redis.execInContainer("redis-cli", "replicaof", "no", "one");
            await().until(shared::isAvailable);
        }
    }

    @Test
    void tellsWhatRedisHasGrantedAfterTheTimeout() throws Exception {
        List<Take> granted = new CopyOnWriteArrayList<>();
        // No check closes the connection meanwhile.
        try (RedisBuckets shared = open(Duration.ofSeconds(1), Duration.ofDays(1))) {
            await().until(shared::isAvailable);
            Buckets buckets = new Buckets(new LocalBuckets(TimeMeter.SYSTEM_MILLISECONDS), shared,
                    Schedulers.immediate());

            DockerClientFactory.lazyClient().pauseContainerCmd(redis.getContainerId()).exec();
            Take local = Objects.requireNonNull(buckets.take(BUCKET, 40, granted::add).block());
            DockerClientFactory.lazyClient().unpauseContainerCmd(redis.getContainerId()).exec();

            await().until(() -> granted.size() == 2);
            assertThat(granted.get(0)).isSameAs(local);
            Take late = granted.get(1);
            assertThat(late.remaining()).isEqualTo(20);
            late.giveBack(40);
            assertThat(late.bucket().getAvailableTokens().get()).isEqualTo(60);
        }
    }

    private static RedisBuckets open(Duration timeout, Duration checkEvery) {
        return RedisBuckets.open("redis://%s:%d".formatted(redis.getHost(), redis.getMappedPort(PORT)), timeout,
                PATIENCE, checkEvery);
    }

}
