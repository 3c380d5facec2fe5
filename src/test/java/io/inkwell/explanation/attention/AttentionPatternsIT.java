package io.inkwell.explanation.attention;

import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

import io.inkwell.InkwellService;
import io.inkwell.ServiceClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

@InkwellService
class AttentionPatternsIT {

    private final ServiceClient service;

    AttentionPatternsIT(@LocalServerPort int port) {
        this.service = new ServiceClient(port);
    }

    @Test
    void statisticsMatchTheAttention() {
        String prompt = "\"Call me Ishmael. Call me.\"";
        JsonNode answer = this.service.ask("/v1/explain/attention/patterns", "{\"prompt\": %s}".formatted(prompt));
        JsonNode attention = this.service
            .ask("/v1/explain/attention", "{\"prompt\": %s, \"view\": \"model\"}".formatted(prompt))
            .get("attention");

        int last = answer.get("tokens").size() - 1;
        assertThat(answer.get("patterns").size()).isEqualTo(4);
        for (JsonNode heads : answer.get("patterns")) {
            assertThat(heads.size()).isEqualTo(6);
            for (JsonNode head : heads) {
                JsonNode rows = attention.get(head.get("layer").intValue()).get(head.get("head").intValue());
                double first = 0;
                double previous = 0;
                double self = 0;
                for (int query = 1; query <= last; query++) {
                    first += rows.get(query).get(0).doubleValue() / last;
                    previous += rows.get(query).get(query - 1).doubleValue() / last;
                    self += rows.get(query).get(query).doubleValue() / last;
                }
                assertThat(head.get("first").doubleValue()).isEqualTo(first, within(1e-4));
                assertThat(head.get("previous").doubleValue()).isEqualTo(previous, within(1e-4));
                assertThat(head.get("self").doubleValue()).isEqualTo(self, within(1e-4));
                assertThat(head.get("entropy").doubleValue()).isBetween(0.0, Math.log(last + 1));
                assertThat(head.get("repeated").isNumber()).isTrue();
            }
        }
    }

}
