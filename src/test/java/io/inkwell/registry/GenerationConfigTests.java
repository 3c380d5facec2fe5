package io.inkwell.registry;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

class GenerationConfigTests {

    @Test
    void readsWhatCountsHereAndIgnoresTheRest() throws IOException {
        GenerationConfig config = read("""
                {"_from_model_config": true, "eos_token_id": 50256, "transformers_version": "5.0.0", "do_sample": true,
                 "temperature": 0.7, "top_k": 40, "top_p": 0.9, "min_p": 0.1, "typical_p": 0.8,
                 "epsilon_cutoff": 0.01, "eta_cutoff": 0.02, "repetition_penalty": 1.2, "no_repeat_ngram_size": 3,
                 "max_new_tokens": 50}""");

        assertThat(config).isEqualTo(new GenerationConfig(true, 0.7f, 40, 0.9f, 0.1f, 0.8f, 0.01f, 0.02f, 1.2f, 3, 50));
    }

    @Test
    void leavesOpenWhatTheFileLeavesOpen() throws IOException {
        assertThat(read("{}")).isEqualTo(GenerationConfig.NONE);
        assertThat(read("{\"temperature\": null, \"do_sample\": null}")).isEqualTo(GenerationConfig.NONE);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {                            | is not valid JSON
            {"temperature": NaN}         | is not valid JSON
            []                           | must be a JSON object
            "text"                       | must be a JSON object
            {"temperature": "0.7"}       | temperature is of another type than it must be
            {"top_k": 1.5}               | top_k is of another type than it must be
            {"do_sample": 1}             | do_sample is of another type than it must be
            {"temperature": 2.5}         | temperature must be in [0, 2]; given: 2.5
            {"top_k": -1}                | top_k must be at least 0; given: -1
            {"top_p": 0}                 | top_p must be in (0, 1]; given: 0.0
            {"min_p": 1.5}               | min_p must be in [0, 1]; given: 1.5
            {"typical_p": 0}             | typical_p must be in (0, 1]; given: 0.0
            {"epsilon_cutoff": 1}        | epsilon_cutoff must be in [0, 1); given: 1.0
            {"eta_cutoff": -1}           | eta_cutoff must be in [0, 1); given: -1.0
            {"repetition_penalty": 0}    | repetition_penalty must be in [0.01, 100]; given: 0.0
            {"no_repeat_ngram_size": -1} | no_repeat_ngram_size must be at least 0; given: -1
            {"max_new_tokens": 0}        | max_new_tokens must be at least 1; given: 0
            """)
    void refusesAFileThatCannotBeMeant(String json, String problem) {
        assertThatIOException().isThrownBy(() -> read(json)).withMessage("generation_config.json: " + problem);
    }

    @Test
    void belongsToTheFolderOfItsModel(@TempDir Path folder) throws IOException {
        ModelSource source = ModelSource.of(folder.toString());
        assertThat(source.readGenerationConfig()).isEqualTo(GenerationConfig.NONE);

        Files.writeString(folder.resolve("generation_config.json"), "{\"top_k\": 7}");
        assertThat(source.readGenerationConfig().topK()).isEqualTo(7);
    }

    @Test
    void theEmbeddedModelHasNone() throws IOException {
        assertThat(ModelSource.of(ModelSource.EMBEDDED).readGenerationConfig()).isEqualTo(GenerationConfig.NONE);
    }

    private static GenerationConfig read(String json) throws IOException {
        return GenerationConfig.read(json.getBytes(StandardCharsets.UTF_8));
    }

}
