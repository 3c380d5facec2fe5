package io.inkwell.model.adapter;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import io.inkwell.model.checkpoint.CheckpointException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class LoraConfigTests {

    @TempDir
    Path folder;

    @Test
    void readsTheConfigOfPeft() throws IOException {
        assertThat(LoraConfig.read(RecordedAdapter.SOME.folder())).isEqualTo(new LoraConfig(3, 5, 0.1,
                Set.of(LoraTarget.ATTENTION_INPUT, LoraTarget.MLP_OUTPUT), true, "inkwell-demo"));
        assertThat(LoraConfig.read(RecordedAdapter.ALL.folder()).targets()).containsExactly(LoraTarget.values());
    }

    @Test
    void dividesAlphaByTheRankOrItsSquareRoot() {
        Set<LoraTarget> targets = Set.of(LoraTarget.MLP_INPUT);

        assertThat(new LoraConfig(4, 6, 0, targets, false, "").scale()).isEqualTo(1.5);
        assertThat(new LoraConfig(4, 6, 0, targets, true, "").scale()).isEqualTo(3);
    }

    @ParameterizedTest
    @EnumSource
    void readsWhatItWritesForOneTargetAndForAllOthers(LoraTarget target) throws IOException {
        for (Set<LoraTarget> targets : List.of(EnumSet.of(target), EnumSet.complementOf(EnumSet.of(target)))) {
            LoraConfig config = new LoraConfig(6, 2.5, 0.25, targets, targets.size() == 1, "base");
            Files.write(this.folder.resolve(LoraConfig.FILE), config.write());

            assertThat(LoraConfig.read(this.folder)).isEqualTo(config);
        }
    }

    @Test
    void writesAWholeAlphaAsAnInteger() {
        Set<LoraTarget> targets = Set.of(LoraTarget.MLP_INPUT);

        assertThat(new LoraConfig(8, 16, 0, targets, false, "").write()).asString(StandardCharsets.UTF_8)
            .contains("\"lora_alpha\" : 16,");
        assertThat(new LoraConfig(8, 0.5, 0, targets, false, "").write()).asString(StandardCharsets.UTF_8)
            .contains("\"lora_alpha\" : 0.5,");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "peft_type": "IA3"                       | peft_type must be "LORA"; given: "IA3"
            "bias": "all"                            | bias must be "none"; given: "all"
            "use_dora": true                         | use_dora is not supported
            "lora_bias": true                        | lora_bias is not supported
            "modules_to_save": ["lm_head"]           | modules_to_save is not supported
            "rank_pattern": {"c_attn": 4}            | rank_pattern is not supported
            "alpha_pattern": {"c_attn": 4}           | alpha_pattern is not supported
            "layers_to_transform": [0]               | layers_to_transform is not supported
            "exclude_modules": "c_fc"                | exclude_modules is not supported
            "init_lora_weights": "pissa_niter_16"    | init_lora_weights must not be one that changes the weights
            "r": 0                                   | r must be between 1 and 65536; given: 0
            "r": "8"                                 | r must be an integer below 2^31; given: "8"
            "lora_alpha": 0                          | lora_alpha must be a finite number above 0; given: 0.0
            "lora_alpha": NaN                        | lora_alpha must be a finite number; given: "NaN"
            "lora_dropout": 1                        | lora_dropout must be at least 0 and below 1; given: 1.0
            "use_rslora": 1                          | use_rslora must be true or false; given: 1
            "target_modules": null                   | target_modules must be a list of c_attn, c_fc, c_proj
            "target_modules": ".*attn"               | target_modules must be a list of c_attn, c_fc, c_proj
            "target_modules": []                     | target_modules must be a list of c_attn, c_fc, c_proj
            "target_modules": ["c_attn", "lm_head"]  | target_modules must be a list of c_attn, c_fc, c_proj
            "target_modules": ["h.x.attn.c_attn"]    | target_modules must be a list of c_attn, c_fc, c_proj
            """)
    void rejectsWhatItDoesNotSupport(String field, String message) throws IOException {
        Files.writeString(this.folder.resolve(LoraConfig.FILE),
                "{\"peft_type\": \"LORA\", \"target_modules\": [\"c_attn\"], " + field + "}");

        assertThatExceptionOfType(CheckpointException.class).isThrownBy(() -> LoraConfig.read(this.folder))
            .withMessageStartingWith(this.folder.resolve(LoraConfig.FILE) + ": ")
            .withMessageContaining(message);
    }

    @Test
    void readsTheFullNamesThatPeftWritesForAllLinearLayers() throws IOException {
        Files.writeString(this.folder.resolve(LoraConfig.FILE), """
                {"peft_type": "LORA", "target_modules": ["transformer.h.0.mlp.c_fc", "transformer.h.1.mlp.c_fc",
                 "h.0.attn.c_proj", "base_model.model.transformer.h.1.attn.c_proj"]}""");

        assertThat(LoraConfig.read(this.folder).targets()).containsExactly(LoraTarget.ATTENTION_OUTPUT,
                LoraTarget.MLP_INPUT);
    }

    @ParameterizedTest
    @CsvSource({ "{, 'is not valid JSON'", "[], 'must be a JSON object'" })
    void rejectsAFileThatIsNoConfig(String json, String message) throws IOException {
        Files.writeString(this.folder.resolve(LoraConfig.FILE), json);

        assertThatExceptionOfType(CheckpointException.class).isThrownBy(() -> LoraConfig.read(this.folder))
            .withMessageContaining(message);
    }

    @Test
    void namesTheFileThatIsMissing() {
        assertThatExceptionOfType(CheckpointException.class).isThrownBy(() -> LoraConfig.read(this.folder))
            .withMessage(this.folder.resolve("adapter_config.json") + ": does not exist");
    }

}
