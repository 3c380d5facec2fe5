package io.inkwell.startup;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.inkwell.ServiceClient;
import io.inkwell.ServiceClient.Answer;
import io.inkwell.ServiceProcess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Shutdown as clients and operators see it. */
@DisabledOnOs(OS.WINDOWS)
class DrainIT {

    /** 128 plus the number of SIGTERM. */
    private static final int TERMINATED = 143;

    private static final String LONG_TEXT = "\"max_tokens\": 500, \"ignore_eos\": true";

    @TempDir
    private Path folder;

    @Test
    void streamsFinishWhileNewRequestsAreRejected() throws Exception {
        try (ServiceProcess service = ServiceProcess.start(this.folder, "--inkwell.shutdown.drain=10m")) {
            Iterator<String> stream = openStream(service);
            List<JsonNode> events = new ArrayList<>(List.of(next(stream), next(stream)));

            service.terminate();
            await().untilAsserted(() -> assertRejected(newClient(service).post("{\"max_tokens\": 1}")));

            assertThat(newClient(service).get("/readyz").status()).isEqualTo(503);
            assertThat(newClient(service).get("/health").status()).isEqualTo(503);
            assertThat(newClient(service).get("/livez").status()).isEqualTo(200);
            assertThat(gauge(service, "inkwell_requests_running")).isEqualTo(1);

            service.releaseBrake();
            stream.forEachRemaining((line) -> addEvent(line, events));

            assertThat(numTokens(events)).isEqualTo(500);
            assertThat(events).last()
                .satisfies((last) -> assertThat(last.at("/choices/0/finish_reason").asString()).isEqualTo("length"));
            assertThat(service.exitCode()).isEqualTo(TERMINATED);
            assertThat(service.log()).containsPattern("Graceful shutdown: waiting up to 600 s for \\d+ active requests")
                .doesNotContain("timed out", "\tat ");
        }
    }

    @Test
    void unfinishedRequestsEndWithAnError() throws Exception {
        try (ServiceProcess service = ServiceProcess.start(this.folder, "--inkwell.shutdown.drain=1s",
                "--inkwell.scheduler.max-sequences=2")) {
            Iterator<String> stream = openStream(service);
            CompletableFuture<Answer> whole = newClient(service).postAsync("{%s}".formatted(LONG_TEXT));
            await().until(() -> gauge(service, "inkwell_requests_running") == 2);
            CompletableFuture<Answer> waiting = newClient(service)
                .postAsync("{\"stream\": true, %s}".formatted(LONG_TEXT));
            await().until(() -> gauge(service, "inkwell_requests_waiting") == 1);
            List<JsonNode> events = new ArrayList<>(List.of(next(stream)));

            service.terminate();
            stream.forEachRemaining((line) -> addEvent(line, events));

            assertThat(numTokens(events)).isBetween(1, 499);
            assertThat(events).last()
                .satisfies((last) -> assertThat(last.at("/error/code").asString()).isEqualTo("unavailable"));
            assertRejected(whole.join());
            assertRejected(waiting.join());
            assertThat(service.exitCode()).isEqualTo(TERMINATED);
            assertThat(service.log())
                .contains("Graceful shutdown: waiting up to 1 s for 3 active requests", "failing 3 active requests")
                .doesNotContain("\tat ");
        }
    }

    @Test
    void exitsImmediatelyWhenIdle() throws Exception {
        try (ServiceProcess service = ServiceProcess.start(this.folder, "--inkwell.shutdown.drain=10m")) {
            assertThat(newClient(service).get("/readyz").status()).isEqualTo(200);

            service.terminate();

            assertThat(service.exitCode()).isEqualTo(TERMINATED);
            assertThat(service.log()).doesNotContain("Graceful shutdown: ", "\tat ");
        }
    }

    private static void assertRejected(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).hasValue("1");
        assertThat(answer.headers().firstValue("Connection")).hasValue("close");
        assertThat(answer.error().path("code").asString()).isEqualTo("unavailable");
        assertThat(answer.error().path("message").asString()).isEqualTo("the service is shutting down");
    }

    /** A client with a new connection. */
    private static ServiceClient newClient(ServiceProcess service) {
        return new ServiceClient(service.port());
    }

    private static Iterator<String> openStream(ServiceProcess service) throws IOException, InterruptedException {
        return newClient(service).open("{\"stream\": true, \"return_token_ids\": true, %s}".formatted(LONG_TEXT))
            .body()
            .iterator();
    }

    private static JsonNode next(Iterator<String> stream) {
        List<JsonNode> events = new ArrayList<>();
        while (events.isEmpty()) {
            addEvent(stream.next(), events);
        }
        return events.get(0);
    }

    /**
     * Adds the event in a line, which must not be the last of a broken stream.
     */
    private static void addEvent(String line, List<JsonNode> events) {
        if (line.startsWith("data: {")) {
            events.add(JsonMapper.shared().readTree(line.substring("data: ".length())));
        }
    }

    private static int numTokens(List<JsonNode> events) {
        return events.stream().mapToInt((event) -> event.at("/choices/0/token_ids").size()).sum();
    }

    private static double gauge(ServiceProcess service, String name) {
        return newClient(service).get("/actuator/prometheus")
            .body()
            .lines()
            .filter((line) -> line.startsWith(name + "{"))
            .mapToDouble((line) -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
            .sum();
    }

}
