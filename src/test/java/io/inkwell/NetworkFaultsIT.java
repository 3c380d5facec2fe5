package io.inkwell;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.ChannelOption;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;

import io.inkwell.FaultProxy.Direction;
import io.inkwell.FaultProxy.Fault;
import io.inkwell.web.connection.InFlightRequests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Slow, cut and half-open connections. Each costs its own request only: a seeded
 * completion that streams meanwhile stays the same, and nothing stays occupied.
 */
@InkwellService
@TestPropertySource(properties = { "inkwell.limits.max-open-bytes=100KB", "inkwell.limits.max-body-size=100KB",
        "inkwell.limits.body-timeout=5s", "inkwell.streaming.unread-timeout=5s" })
@Import(NetworkFaultsIT.SmallSockets.class)
@ExtendWith(OutputCaptureExtension.class)
@TestInstance(Lifecycle.PER_CLASS)
@EnabledIf("io.netty.channel.epoll.Epoll#isAvailable")
class NetworkFaultsIT {

    /** As many bytes as all open requests may hold. */
    private static final int LARGE = 100 << 10;

    /** More bytes than the sockets hold. */
    private static final String STREAM = """
            {"prompt": "It is a truth", "seed": 3, "max_tokens": 250, "ignore_eos": true, "stream": true}""";

    private final int port;

    private final ServiceClient service;

    private final MeterRegistry meters;

    private final InFlightRequests requests;

    private final RepeatedStream companion;

    NetworkFaultsIT(@LocalServerPort int port, @Autowired MeterRegistry meters, @Autowired InFlightRequests requests) {
        this.port = port;
        this.service = new ServiceClient(port);
        this.meters = meters;
        this.requests = requests;
        this.companion = new RepeatedStream(() -> this.service.post("""
                {"prompt": "Call me Ishmael.", "seed": 7, "max_tokens": 120, "ignore_eos": true, "stream": true}"""));
    }

    @BeforeAll
    void streamMeanwhile() {
        this.companion.start();
    }

    @ParameterizedTest
    @EnumSource
    void slowConnectionLosesNothing(Direction direction) throws IOException {
        String body = (direction == Direction.REQUEST) ? padded(STREAM, LARGE / 4) : STREAM;
        try (FaultProxy proxy = new FaultProxy(this.port, direction, Fault.SLOWNESS, 0)) {
            assertThat(new ServiceClient(proxy.port()).stream(body)).extracting((event) -> event.at("/choices/0/text"))
                .isEqualTo(this.service.stream(STREAM).stream().map((event) -> event.at("/choices/0/text")).toList());
        }
    }

    @Test
    void brokenConnectionEndsItsRequestWithOneLine(CapturedOutput log) throws IOException {
        List<Closeable> open = new ArrayList<>();
        for (Case broken : Case.ALL) {
            FaultProxy proxy = new FaultProxy(this.port, broken.direction, broken.fault, 10_000);
            open.add(proxy);
            open.add(send(proxy.port(), broken.id()));
        }
        try {
            for (Case broken : Case.ALL) {
                await(broken.id()).until(() -> log.toString().contains(broken.id()));
                assertThat(log.toString().lines().filter((line) -> line.contains(broken.id())).distinct())
                    .singleElement(InstanceOfAssertFactories.STRING)
                    .contains("io.inkwell.audit", broken.outcome);
            }
            assertThat(log).doesNotContain("WARN", "ERROR", "\tat ");
        }
        finally {
            for (Closeable each : open) {
                each.close();
            }
        }
    }

    @AfterAll
    void nothingIsLeft() {
        this.companion.stop();
        assertThat(this.companion.others()).hasSizeGreaterThan(1).containsOnly(this.companion.first());
        for (String gauge : List.of("inkwell.requests.running", "inkwell.requests.waiting", "inkwell.kv.usage")) {
            await(gauge).until(() -> this.meters.get(gauge).gauge().value() == 0);
        }
        await("open requests").until(() -> this.requests.count() == 0);
        assertThat(this.service.post(padded("{\"max_tokens\": 1}", LARGE)).status()).isEqualTo(200);
    }

    private static Socket send(int port, String id) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        String body = padded(STREAM, 15_000);
        socket.getOutputStream().write("""
                POST /v1/completions HTTP/1.1\r
                Host: localhost\r
                Content-Type: application/json\r
                Content-Length: %d\r
                X-Request-Id: %s\r
                \r
                %s""".formatted(body.length(), id, body).getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static String padded(String body, int numBytes) {
        return body + " ".repeat(numBytes - body.length());
    }

    /**
     * @param outcome in the log line of the request
     */
    private record Case(Direction direction, Fault fault, String outcome) {

        static final List<Case> ALL = List.of(new Case(Direction.REQUEST, Fault.END, "status=499"),
                new Case(Direction.REQUEST, Fault.RESET, "status=499"),
                new Case(Direction.REQUEST, Fault.SILENCE, "status=408"),
                new Case(Direction.RESPONSE, Fault.END, "finished=cancelled"),
                new Case(Direction.RESPONSE, Fault.RESET, "finished=cancelled"),
                new Case(Direction.RESPONSE, Fault.SILENCE, "finished=length"));

        String id() {
            return this.direction + "-" + this.fault;
        }

    }

    @TestConfiguration(proxyBeanMethods = false)
    static class SmallSockets {

        @Bean
        NettyServerCustomizer smallSendBuffers() {
            return (server) -> server.childOption(ChannelOption.SO_SNDBUF, 4096);
        }

    }

}
