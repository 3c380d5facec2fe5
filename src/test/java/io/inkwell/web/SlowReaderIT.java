package io.inkwell.web;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.ChannelOption;
import org.junit.jupiter.api.Test;

import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import tools.jackson.databind.JsonNode;

import io.inkwell.ServiceClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Clients that ask and do not read, over sockets that hold little. The last of the events
 * that they were owed must not reach them however long they wait.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = { "inkwell.precision=float32", "inkwell.streaming.max-unread-size=64KB",
                "inkwell.streaming.unread-timeout=2s" })
@Import(SlowReaderIT.SmallSockets.class)
class SlowReaderIT {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /** Two megabytes of events. */
    private static final String MUCH = """
            {"prompt": "It is a truth", "stream": true, "n": 8, "logprobs": 20, "max_tokens": 250, "ignore_eos": true}""";

    /** Less than may be unread, more than fits the sockets. */
    private static final String LITTLE = """
            {"prompt": "It is a truth", "stream": true, "max_tokens": 150, "ignore_eos": true}""";

    private final int port;

    private final MeterRegistry meters;

    private final OpenExchanges exchanges;

    SlowReaderIT(@LocalServerPort int port, MeterRegistry meters, OpenExchanges exchanges) {
        this.port = port;
        this.meters = meters;
        this.exchanges = exchanges;
    }

    @Test
    void areCutOffWhenTheirBufferIsFullAndOthersDoNotFeelIt() throws IOException {
        double numCancelled = finished("cancelled");
        double numErrors = finished("error");
        try (Socket slow = connect()) {
            post(slow, MUCH);
            readSome(slow);
            long numStepsBefore = numSteps();
            List<List<JsonNode>> others = Stream.generate(this::streamInTheBackground)
                .limit(3)
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();

            assertThat(others).allSatisfy((events) -> assertThat(numTokens(events)).isEqualTo(400));
            // One step for each token of the longest, and a few in which prompts came in.
            assertThat(numSteps() - numStepsBefore).isBetween(400L, 450L);
            await().atMost(PATIENCE).until(() -> finished("cancelled") == numCancelled + 8);
            assertThat(finished("error")).isEqualTo(numErrors);
            await().atMost(PATIENCE).until(() -> this.exchanges.numOpen() == 0);
            assertThat(readToEnd(slow)).hasSizeLessThan(500_000).doesNotEndWith("\r\n0\r\n\r\n");
        }
    }

    @Test
    void areCutOffWhenTheyTakeNothingForTooLong() throws IOException {
        double numLeftToRun = finished("length");
        try (Socket slow = connect()) {
            post(slow, LITTLE);
            readSome(slow);

            await().atMost(PATIENCE).until(() -> finished("length") == numLeftToRun + 1);
            await().atMost(PATIENCE).until(() -> this.exchanges.numOpen() == 0);
            assertThat(readToEnd(slow)).doesNotContain("[DONE]");
        }
    }

    private CompletableFuture<List<JsonNode>> streamInTheBackground() {
        return CompletableFuture.supplyAsync(() -> new ServiceClient(this.port).stream("""
                {"prompt": "Call me", "stream": true, "max_tokens": 400, "ignore_eos": true, "return_token_ids": true}
                """));
    }

    private static int numTokens(List<JsonNode> events) {
        return events.stream().mapToInt((event) -> event.at("/choices/0/token_ids").size()).sum();
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(2048);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), this.port));
        return socket;
    }

    private static void post(Socket socket, String body) throws IOException {
        String request = """
                POST /v1/completions HTTP/1.1\r
                Host: localhost\r
                Content-Type: application/json\r
                Content-Length: %d\r
                \r
                %s""".formatted(body.length(), body);
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    }

    /** So that the stream is known to have begun. */
    private static void readSome(Socket socket) throws IOException {
        byte[] some = socket.getInputStream().readNBytes(500);
        assertThat(new String(some, StandardCharsets.US_ASCII)).startsWith("HTTP/1.1 200 OK").contains("data: ");
    }

    /** What was under way when the service hung up. */
    private static String readToEnd(Socket socket) {
        StringBuilder rest = new StringBuilder();
        try (InputStream in = socket.getInputStream()) {
            for (int next = in.read(); next >= 0; next = in.read()) {
                rest.append((char) next);
            }
        }
        catch (IOException reset) {
            rest.append(" (reset)");
        }
        return rest.toString();
    }

    private double finished(String reason) {
        return this.meters.get("inkwell.requests.finished").tag("reason", reason).counter().count();
    }

    private long numSteps() {
        return this.meters.get("inkwell.step.duration").timer().count();
    }

    @TestConfiguration(proxyBeanMethods = false)
    static class SmallSockets {

        @Bean
        NettyServerCustomizer smallSendBuffers() {
            return (server) -> server.childOption(ChannelOption.SO_SNDBUF, 4096);
        }

    }

}
