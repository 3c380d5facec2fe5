package io.inkwell.registry;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class PlaceholderNamesTests {

    private final PlaceholderNames names = new PlaceholderNames(UnknownModel.REFUSE);

    @ParameterizedTest
    @ValueSource(strings = { "http://127.0.0.1:18200", "https://inkwell.example/v1", "HTTP://localhost", "tgi", "" })
    void urlSelectsTheFirstModel(String name) {
        assertThat(this.names.meanFirst(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = { "http", "https/gpt2", "ftp://localhost", "gpt2 http://localhost" })
    void otherNamesSelectNoModel(String name) {
        assertThat(this.names.meanFirst(name)).isFalse();
    }

    @Test
    void everyNameSelectsTheFirstModelIfTheSettingsSaySo() {
        assertThat(new PlaceholderNames(UnknownModel.DEFAULT).meanFirst("gpt-4")).isTrue();
    }

}
