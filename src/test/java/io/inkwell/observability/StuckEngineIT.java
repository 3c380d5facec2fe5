package io.inkwell.observability;

import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

import io.inkwell.LogLines;
import io.inkwell.ServiceClient;
import io.inkwell.SlowService;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** An engine whose steps take longer than {@code inkwell.health.max-step-time}. */
@SlowService
class StuckEngineIT {

    private final ServiceClient service;

    StuckEngineIT(@LocalServerPort int port) {
        this.service = new ServiceClient(port);
    }

    @Test
    void failsLivenessAndReadinessUntilItsStepEnds() throws Exception {
        await().until(() -> this.service.get("/livez").status() == 200);
        try (LogLines log = LogLines.of(EngineHealth.class);
                Stream<String> events = this.service
                    .open("{\"max_tokens\": 400, \"ignore_eos\": true, \"stream\": true}")
                    .body()) {
            assertThat(events.findFirst()).isPresent();
            await().until(() -> this.service.get("/livez").status() == 503);
            await().until(() -> this.service.get("/readyz").status() == 503);
            assertThat(log.messages()).first()
                .asString()
                .matches("An engine of model \\S+ has finished no step for 0 s \\(inkwell.health.max-step-time\\): "
                        + "liveness and readiness fail");
        }
        await().until(() -> this.service.get("/livez").status() == 200);
        await().until(() -> this.service.get("/readyz").status() == 200);
    }

}
