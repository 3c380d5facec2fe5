package io.inkwell.finetuning.job;

import java.time.Instant;
import java.util.Map;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class ModelNamesTests {

    @ParameterizedTest
    @CsvSource({ "gpt2,poems,ft:gpt2:me:poems:12345678", "openai-community/gpt2,,ft:openai-community/gpt2:me::12345678",
            "ft:gpt2:me:poems:abcdefgh,more,ft:gpt2:me:more:12345678" })
    void namesTheFirstModelTheOrganizationAndTheSuffix(String model, String suffix, String name) {
        NewJob request = new NewJob(model, "file-a", null, suffix, 1, Hyperparameters.DEFAULT, Map.of());
        Job job = new Job("ftjob-abc12345678", request, JobStatus.RUNNING, Instant.EPOCH, null, null, null, null, null,
                null, null);

        assertThat(ModelNames.of(job, "me")).isEqualTo(name);
    }

}
