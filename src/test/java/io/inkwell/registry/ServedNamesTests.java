package io.inkwell.registry;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ServedNamesTests {

    private static final ModelSource SNAPSHOT = new ModelFolder(
            Path.of("/hub/models--openai-community--gpt2/snapshots/a1"));

    @Test
    void settingOverridesTheRepositoryName() {
        ServedNames names = new ServedNames(List.of("gpt2", "austen"), UnknownModel.REFUSE);

        assertThat(ServedNames.OWN.rename(SNAPSHOT).name()).isEqualTo("openai-community/gpt2");
        assertThat(names.rename(SNAPSHOT).name()).isEqualTo("gpt2");
        assertThat(names.selectsFirst("austen")).isTrue();
        assertThat(names.selectsFirst("openai-community/gpt2")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = { "http://127.0.0.1:18200", "https://inkwell.example/v1", "HTTP://localhost", "tgi", "" })
    void urlSelectsTheFirstModel(String name) {
        assertThat(ServedNames.OWN.selectsFirst(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = { "http", "https/gpt2", "ftp://localhost", "gpt2 http://localhost" })
    void otherNamesSelectNoModel(String name) {
        assertThat(ServedNames.OWN.selectsFirst(name)).isFalse();
    }

    @Test
    void rejectsEmptyOrRepeatedNames() {
        assertThatIllegalArgumentException()
            .isThrownBy(() -> new ServedNames(List.of("gpt2", " "), UnknownModel.REFUSE))
            .withMessageContaining("inkwell.served-model-name");
        assertThatIllegalArgumentException()
            .isThrownBy(() -> new ServedNames(List.of("gpt2", "gpt2"), UnknownModel.REFUSE))
            .withMessageContaining("inkwell.served-model-name");
    }

}
