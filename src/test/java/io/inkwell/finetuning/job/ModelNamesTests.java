package io.inkwell.finetuning.job;

import java.time.Instant;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class ModelNamesTests {

    @ParameterizedTest
    @CsvSource({ "gpt2,poems,ft:gpt2:me:poems:12345678", "openai-community/gpt2,,ft:openai-community/gpt2:me::12345678",
            "ft:gpt2:me:poems:abcdefgh,more,ft:gpt2:me:more:12345678" })
    void namesTheFirstModelTheOrganizationAndTheSuffix(String model, String suffix, String name) {
        assertThat(ModelNames.of(job(model, suffix, Hyperparameters.DEFAULT), "me")).isEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource({ "gpt2,poems,gpt2:ft-poems-12345678", "gpt2,,gpt2:ft-12345678",
            "ft:gpt2:me:poems:abcdefgh,more,ft:gpt2:me:poems:abcdefgh:ft-more-12345678" })
    void namesAnAdapterAfterItsBase(String model, @Nullable String suffix, String name) {
        Hyperparameters options = new Hyperparameters(null, null, null, null, null, null, null, null, null, null, null,
                null, null, null, null, null, null, null, new LoraParameters(8, null, null, null, null));

        assertThat(ModelNames.of(job(model, suffix, options), "me")).isEqualTo(name);
    }

    private static Job job(String model, @Nullable String suffix, Hyperparameters options) {
        NewJob request = new NewJob(model, "file-a", null, suffix, 1, options, Map.of());
        return new Job("ftjob-abc12345678", request, JobStatus.RUNNING, Instant.EPOCH, null, null, null, null, null,
                null, null);
    }

}
