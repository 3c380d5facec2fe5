package io.inkwell.hub;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class HubIdTests {

    @ParameterizedTest
    @CsvSource({ "openai-community/gpt2, openai-community/gpt2, main",
            "hf://openai-community/gpt2, openai-community/gpt2, main",
            "https://huggingface.co/openai-community/gpt2/, openai-community/gpt2, main", "a/b@v1.0, a/b, v1.0",
            "a/b@refs/pr/12, a/b, refs/pr/12", "hf://A_1/b.c-d@main, A_1/b.c-d, main" })
    void parsesTheFormsOfAnId(String text, String repository, String revision) throws HubException {
        assertThat(HubId.parse(text)).contains(new HubId(repository, revision));
    }

    @ParameterizedTest
    @ValueSource(strings = { "gpt2", "/models/gpt2", "./a/b", "../a", "a/b/c", "~/gpt2", "", "embedded", "a/", "/a" })
    void otherStringsArePaths(String text) throws HubException {
        assertThat(HubId.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            a/..              | owner and name must be
            hf://../b         | owner and name must be
            a/b..c            | owner and name must be
            my models/gpt2    | owner and name must be
            größe/gpt2        | owner and name must be
            a/b@              | the revision after @ must be
            a/b@../c          | the revision after @ must be
            a/b@x/y           | the revision after @ must be
            a/b@refs/pr/1/..  | the revision after @ must be
            a/b@v 1           | the revision after @ must be
            a/b@c@d           | the revision after @ must be
            hf://gpt2         | its form is owner/name
            hf://a/b/c        | its form is owner/name
            """)
    void rejectsAnInvalidId(String text, String problem) {
        assertThatExceptionOfType(HubException.class).isThrownBy(() -> HubId.parse(text))
            .withMessageContaining("this is not a model id of the hub: " + problem)
            .withMessageContaining("given: \"");
    }

    @Test
    void printsTheRevisionUnlessItIsTheDefault() throws HubException {
        assertThat(HubId.parse("hf://a/b").orElseThrow()).hasToString("a/b");
        assertThat(HubId.parse("a/b@v1").orElseThrow()).hasToString("a/b@v1");
    }

}
