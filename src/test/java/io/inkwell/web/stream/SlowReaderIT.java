package io.inkwell.web.stream;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.ChannelOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import tools.jackson.databind.json.JsonMapper;

import io.inkwell.ServiceClient;
import io.inkwell.web.connection.InFlightRequests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Clients that do not read, over sockets with small buffers. The last events must never
 * reach them, however long they wait.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = { "inkwell.precision=float32", "inkwell.streaming.max-unread-size=64KB",
                "inkwell.streaming.unread-timeout=5s" })
@ExtendWith(OutputCaptureExtension.class)
@Import(SlowReaderIT.SmallSockets.class)
class SlowReaderIT {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /** Two megabytes of events. */
    private static final String MUCH = """
            {"prompt": "It is a truth", "stream": true, "n": 8, "logprobs": 20, "max_tokens": 250, "ignore_eos": true}""";

    /** Less than the unread limit, more than the sockets hold. */
    private static final String LITTLE = """
            {"prompt": "It is a truth", "stream": true, "max_tokens": 150, "ignore_eos": true}""";

    /** Starts after the first stream and lasts longer. */
    private static final String CONCURRENT = """
            {"prompt": "Call me", "stream": true, "n": 3, "max_tokens": 400, "ignore_eos": true, "temperature": 0}""";

    private final int port;

    private final MeterRegistry meters;

    private final InFlightRequests exchanges;

    SlowReaderIT(@LocalServerPort int port, @Autowired MeterRegistry meters, @Autowired InFlightRequests exchanges) {
        this.port = port;
        this.meters = meters;
        this.exchanges = exchanges;
    }

    @Test
    void disconnectsASlowReaderWithoutSlowingOthers(CapturedOutput log) throws Exception {
        ServiceClient others = new ServiceClient(this.port);
        List<String> alone = lines(others.open(CONCURRENT)).toList();
        try (Socket slow = connect()) {
            post(slow, MUCH);
            readSome(slow);
            Iterator<String> concurrent = lines(others.open(CONCURRENT)).iterator();
            List<String> events = new ArrayList<>(List.of(concurrent.next()));
            long numStepsBefore = numSteps();
            concurrent.forEachRemaining(events::add);
            long numSteps = numSteps() - numStepsBefore;

            // Every step generated a token for the others.
            assertThat(numSteps).isLessThanOrEqualTo(400);
            assertThat(texts(events)).isEqualTo(texts(alone));
            await().atMost(PATIENCE).until(() -> this.exchanges.count() == 0);
            assertThat(log).containsOnlyOnce(": more than 65536 bytes unread");
            assertThat(finished("cancelled")).isEqualTo(8);
            assertThat(finished("error")).isZero();
            assertThat(readToEnd(slow)).hasSizeLessThan(500_000).doesNotEndWith("\r\n0\r\n\r\n");
        }
    }

    @Test
    @EnabledIf("io.netty.channel.epoll.Epoll#isAvailable")
    void disconnectsAReaderThatStalls(CapturedOutput log) throws IOException {
        double numWhole = finished("length");
        try (Socket slow = connect()) {
            post(slow, LITTLE);
            readSome(slow);

            await().atMost(PATIENCE).until(() -> finished("length") == numWhole + 1);
            await().atMost(PATIENCE).until(() -> this.exchanges.count() == 0);
            assertThat(log).doesNotContain("bytes unread");
            assertThat(readToEnd(slow)).doesNotContain("[DONE]");
        }
    }

    private static Stream<String> lines(HttpResponse<Stream<String>> answer) {
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.body().filter((line) -> line.startsWith("data: {"));
    }

    /** The text of each choice. */
    private static Map<Integer, String> texts(List<String> events) {
        return events.stream()
            .map((event) -> JsonMapper.shared().readTree(event.substring("data: ".length())).at("/choices/0"))
            .collect(Collectors.groupingBy((choice) -> choice.path("index").asInt(),
                    Collectors.mapping((choice) -> choice.path("text").asString(), Collectors.joining())));
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

    /** Waits until the stream has started. */
    private static void readSome(Socket socket) throws IOException {
        byte[] some = socket.getInputStream().readNBytes(500);
        assertThat(new String(some, StandardCharsets.US_ASCII)).startsWith("HTTP/1.1 200 OK").contains("data: ");
    }

    /** The bytes in transit when the service closed the connection. */
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
