package io.inkwell.api;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import io.inkwell.engine.request.RequestLimits;
import io.inkwell.model.checkpoint.Precision;
import io.inkwell.model.program.ComputeDevice;
import io.inkwell.registry.MemoryShares;
import io.inkwell.registry.ModelOptions;
import io.inkwell.registry.ModelSpec;
import io.inkwell.settings.InkwellProperties;
import io.inkwell.startup.ServingConfiguration;

import static org.assertj.core.api.Assertions.assertThat;

/** A model runs in a program as it runs in the service. */
class ModelOpenerTests {

    @Test
    void limitsAreTheDefaultsOfTheServiceWithoutADeadline() {
        ModelOptions service = serviceDefaults();

        assertThat(ModelOpener.MAX_SEQUENCES).isEqualTo(service.maxSequences());
        assertThat(ModelOpener.MAX_PROMPT_BYTES).isEqualTo(service.maxPromptBytes());
        assertThat(ModelOpener.LIMITS).usingRecursiveComparison()
            .ignoringFields("requests.deadline")
            .isEqualTo(service.limits());
        assertThat(ModelOpener.LIMITS.requests().deadline()).isEqualTo(RequestLimits.NO_DEADLINE);
    }

    private static ModelOptions serviceDefaults() {
        InkwellProperties properties = new Binder(new MapConfigurationPropertySource()).bindOrCreate("inkwell",
                InkwellProperties.class);
        ModelSpec spec = new ModelSpec("any", List.of(), "embedded", Precision.FLOAT32, 1, 1, null);
        return ServingConfiguration.options(properties, spec, List.of(ComputeDevice.CPU), new MemoryShares(1), null);
    }

}
