package io.inkwell.observability;

import org.junit.jupiter.api.Test;
import org.springframework.boot.micrometer.metrics.test.autoconfigure.AutoConfigureMetrics;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

import io.inkwell.ServiceClient;

import static org.assertj.core.api.Assertions.assertThat;

/** Metrics of a service with speculative decoding. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = { "inkwell.precision=float32", "inkwell.speculation.method=ngram",
                "inkwell.speculation.num-speculative-tokens=1", "inkwell.speculation.max-rows=2" })
@AutoConfigureMetrics
class SpeculationMetricsIT {

    private final ServiceClient service;

    SpeculationMetricsIT(@LocalServerPort int port) {
        this.service = new ServiceClient(port);
    }

    @Test
    void countsDraftAndAcceptedTokens() {
        this.service.complete(
                """
                        {"prompt": "and it came to pass, and it came to", "temperature": 0, "max_tokens": 40, "ignore_eos": true}""");

        Scrape scrape = Scrape.parse(this.service.get("/actuator/prometheus").body());
        double drafted = scrape.value("inkwell_speculation_drafted_total");
        double accepted = scrape.value("inkwell_speculation_accepted_total");
        assertThat(accepted).isPositive();
        assertThat(drafted).isBetween(accepted, 39.0);
        assertThat(scrape.value("inkwell_tokens_generated_total")).isEqualTo(40);
        // Prefill produces the first token.
        assertThat(scrape.value("inkwell_step_duration_seconds_count")).isBetween(39 - accepted, 40 - accepted);
    }

}
