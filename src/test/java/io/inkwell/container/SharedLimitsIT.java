package io.inkwell.container;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import com.github.dockerjava.api.DockerClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.junit.jupiter.Container;
import tools.jackson.databind.JsonNode;

import io.inkwell.InkwellApplication;
import io.inkwell.ServiceClient;
import io.inkwell.quota.LimitedClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

/** Two services share the limits of API keys in Redis. */
@ContainerTest(images = TestImages.REDIS_NAME)
class SharedLimitsIT {

    private static final int REDIS_PORT = 6379;

    private static final int PER_MINUTE = 1200;

    private static final int CLIENTS_PER_SERVICE = 2;

    private static final String FREE = "{\"tokens\": [1]}";

    /** With a port that stays the same when it starts again. */
    @Container
    private static final GenericContainer<?> redis = onPort(freePort());

    private static final List<ConfigurableApplicationContext> services = new ArrayList<>();

    private static GenericContainer<?> onPort(int port) {
        GenericContainer<?> container = new GenericContainer<>(TestImages.REDIS).withExposedPorts(REDIS_PORT);
        container.setPortBindings(List.of(port + ":" + REDIS_PORT));
        return container;
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
        catch (IOException ex) {
            throw new IllegalStateException(ex);
        }
    }

    @BeforeAll
    static void startTheServices() {
        Stream<String> settings = Stream.concat(
                LimitedClient
                    .settings("busy requests-per-minute=" + PER_MINUTE, "rare requests-per-minute=1",
                            "later requests-per-minute=1")
                    .stream(),
                // On a busy machine the default may pass without a fault of Redis.
                Stream.of("inkwell.limits.redis-timeout=3s", "server.port=0", "server.address=127.0.0.1",
                        "inkwell.limits.redis=redis://%s:%d".formatted(redis.getHost(),
                                redis.getMappedPort(REDIS_PORT))));
        String[] arguments = settings.map((setting) -> "--" + setting).toArray(String[]::new);
        for (int i = 0; i < 2; i++) {
            services.add(SpringApplication.run(InkwellApplication.class, arguments));
        }
        services.forEach((service) -> awaitRedis(service, "is used"));
    }

    @AfterAll
    static void stopTheServices() {
        services.forEach(ConfigurableApplicationContext::close);
    }

    @Test
    void twoServicesKeepOneLimit() {
        AtomicInteger numAccepted = new AtomicInteger();
        AtomicInteger numRejected = new AtomicInteger();
        long start = System.nanoTime();
        CompletableFuture.allOf(Stream.of(0, 1)
            .flatMap((service) -> Stream.generate(() -> client(service, "busy")).limit(CLIENTS_PER_SERVICE))
            .map((client) -> CompletableFuture.runAsync(() -> {
                while (numRejected.get() < 100) {
                    boolean isAccepted = client.post("/detokenize", FREE).status() == 200;
                    (isAccepted ? numAccepted : numRejected).incrementAndGet();
                }
            }))
            .toArray(CompletableFuture[]::new)).join();
        double minutes = (System.nanoTime() - start) / 60e9;

        double allowed = PER_MINUTE * (1 + minutes);
        assertThat((double) numAccepted.get()).isCloseTo(allowed, within(0.02 * allowed));
    }

    @Test
    void eachServiceGoesOnAloneWhileRedisIsAway() {
        assertThat(status(0, "rare")).isEqualTo(200);
        assertThat(status(1, "rare")).isEqualTo(429);

        docker().pauseContainerCmd(redis.getContainerId()).exec();
        assertThat(status(0, "rare")).isEqualTo(200);
        docker().unpauseContainerCmd(redis.getContainerId()).exec();
        docker().killContainerCmd(redis.getContainerId()).exec();
        services.forEach((service) -> awaitRedis(service, "cannot be used"));

        assertThat(status(0, "rare")).isEqualTo(429);
        assertThat(status(1, "rare")).isEqualTo(200);
        assertThat(status(1, "rare")).isEqualTo(429);
        assertThat(new ServiceClient(port(services.get(0))).get("/readyz").status()).isEqualTo(200);

        docker().startContainerCmd(redis.getContainerId()).exec();
        services.forEach((service) -> awaitRedis(service, "is used"));
        assertThat(status(0, "later")).isEqualTo(200);
        assertThat(status(1, "later")).isEqualTo(429);
    }

    private static void awaitRedis(ConfigurableApplicationContext service, String state) {
        await().untilAsserted(() -> {
            JsonNode readiness = new ServiceClient(port(service)).get("/readyz").json();
            assertThat(readiness.path("status").asString()).isEqualTo("UP");
            assertThat(readiness.at("/components/limits/details/redis").asString()).startsWith(state);
        });
    }

    private static int status(int service, String keyId) {
        return client(service, keyId).post("/detokenize", FREE).status();
    }

    private static LimitedClient client(int service, String keyId) {
        return LimitedClient.of(port(services.get(service)), keyId);
    }

    private static int port(ConfigurableApplicationContext service) {
        return Integer.parseInt(service.getEnvironment().getRequiredProperty("local.server.port"));
    }

    private static DockerClient docker() {
        return DockerClientFactory.lazyClient();
    }

}
