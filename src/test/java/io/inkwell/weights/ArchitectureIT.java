package io.inkwell.weights;

import java.io.IOException;

import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

import io.inkwell.InkwellService;
import io.inkwell.ServiceClient;
import io.inkwell.model.checkpoint.Checkpoint;
import io.inkwell.model.checkpoint.EmbeddedCheckpoint;

import static org.assertj.core.api.Assertions.assertThat;

@InkwellService
class ArchitectureIT {

    private final JsonNode architecture;

    ArchitectureIT(@LocalServerPort int port) {
        this.architecture = new ServiceClient(port).get("/v1/models/default/architecture").json();
    }

    @Test
    void countsEveryParameterOnce() throws IOException {
        JsonNode parameters = this.architecture.path("parameters");
        try (Checkpoint checkpoint = Checkpoint.open(EmbeddedCheckpoint.FOLDER)) {
            assertThat(parameters.path("total").longValue()).isEqualTo(checkpoint.config().parameterCount());
        }
        assertThat(parameters.path("total").longValue()).isEqualTo(parameters.path("embedding").longValue()
                + parameters.path("blocks").longValue() + parameters.path("head").longValue());
        assertThat(parameters.path("embedding").longValue()).isEqualTo((4096 + 512) * 192);
        // 12 d^2 + 13 d, as in every GPT-2.
        assertThat(parameters.path("block").longValue()).isEqualTo(12 * 192 * 192 + 13 * 192);
        assertThat(parameters.path("head").longValue()).isEqualTo(2 * 192);
    }

    @Test
    void countsFlopsAndKvCacheBytesPerToken() {
        JsonNode flops = this.architecture.path("flops");
        assertThat(flops.path("fixed").longValue()).isEqualTo(4 * 24 * 192 * 192 + 2 * 192 * 4096);
        assertThat(flops.path("per_position").longValue()).isEqualTo(4 * 4 * 192);
        assertThat(flops.path("at_full_context").longValue())
            .isEqualTo(flops.path("fixed").longValue() + 512 * flops.path("per_position").longValue());
        assertThat(this.architecture.path("memory").path("kv_bytes_per_token").longValue()).isEqualTo(2 * 4 * 192 * 4);
    }

    @Test
    void widthsOfConsecutivePartsMatch() {
        JsonNode block = this.architecture.path("block");

        assertThat(block.findValuesAsString("name")).containsExactly("h.{block}.ln_1", "h.{block}.attn.c_attn",
                "attention", "h.{block}.attn.c_proj", "h.{block}.ln_2", "h.{block}.mlp.c_fc", "activation",
                "h.{block}.mlp.c_proj");
        for (int part = 1; part < block.size(); part++) {
            assertThat(block.get(part).path("inputs")).isEqualTo(block.get(part - 1).path("outputs"));
        }
        assertThat(this.architecture.path("head").findValuesAsString("name")).containsExactly("ln_f", "lm_head");
    }

}
