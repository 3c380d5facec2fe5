package io.inkwell.completion;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import io.micrometer.core.instrument.MeterRegistry;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

import io.inkwell.RawRequest;

import static org.assertj.core.api.Assertions.assertThat;

/** Disconnected clients release their resources at every stage of a request. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = { "inkwell.precision=float32", "inkwell.scheduler.max-sequences=4",
                "inkwell.scheduler.max-waiting=20000", "inkwell.streaming.max-unread-size=100MB" })
class CancellationIT {

    private static final int NUM_CLIENTS = 200;

    /**
     * Eight times the slots: one request alone keeps the engine busy for seconds, so none
     * ends before its client disconnects.
     */
    private static final int NUM_CHOICES = 32;

    @LocalServerPort
    private int port;

    @Autowired
    private MeterRegistry meters;

    @Test
    void freesTheSlotsOfDisconnectedClients() throws IOException {
        List<Socket> clients = new ArrayList<>();
        clients.add(send(true, 500, NUM_CHOICES));
        awaitFirstEvent(clients.get(0));
        for (int i = 1; i < NUM_CLIENTS; i++) {
            clients.add(send(i % 4 > 0, 500, NUM_CHOICES));
        }
        Awaitility.await().untilAsserted(() -> assertThat(numSequences()).isEqualTo(NUM_CLIENTS * NUM_CHOICES));
        assertThat(gauge("inkwell.kv.usage")).isEqualTo(1);
        for (Socket client : clients) {
            client.close();
        }
        Awaitility.await().untilAsserted(() -> {
            assertThat(gauge("inkwell.requests.running")).isZero();
            assertThat(gauge("inkwell.requests.waiting")).isZero();
            assertThat(gauge("inkwell.kv.usage")).isZero();
        });
        // On a busy machine the first may finish before the last arrives.
        assertThat(numRequestsEnded()).isLessThan(NUM_CLIENTS / 10);
        assertThat(finished("error")).isZero();
        assertThat(finished("cancelled") + finished("length")).isEqualTo(NUM_CLIENTS * NUM_CHOICES);
        try (Socket next = send(true, 3, 1)) {
            awaitFirstEvent(next);
        }
    }

    private Socket send(boolean stream, int maxTokens, int n) throws IOException {
        String body = """
                {"prompt": "It is a truth", "max_tokens": %d, "n": %d, "ignore_eos": true, "stream": %s}"""
            .formatted(maxTokens, n, stream);
        return RawRequest.post(this.port, "/v1/completions", body);
    }

    private static void awaitFirstEvent(Socket client) throws IOException {
        BufferedReader reader = new BufferedReader(
                new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
        String line = reader.readLine();
        while (!line.startsWith("data: {")) {
            line = reader.readLine();
        }
    }

    /** Sequences that run, wait or have ended. */
    private double numSequences() {
        return gauge("inkwell.requests.running") + gauge("inkwell.requests.waiting") + finished("length");
    }

    private long numRequestsEnded() {
        return this.meters.get("gen_ai.server.request.duration").timer().count();
    }

    private double gauge(String name) {
        return this.meters.get(name).gauge().value();
    }

    private double finished(String reason) {
        return this.meters.get("inkwell.requests.finished").tag("reason", reason).counter().count();
    }

}
