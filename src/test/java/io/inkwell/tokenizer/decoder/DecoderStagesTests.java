package io.inkwell.tokenizer.decoder;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.inkwell.tokenizer.definition.TokenizerDefinition;
import io.inkwell.tokenizer.definition.TokenizerFolder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/** Decoders that would take excessive time or memory. */
class DecoderStagesTests {

    private static final String DOUBLING = "{'type': 'Replace', 'pattern': {'String': 'a'}, 'content': 'aa'}";

    @Test
    void rejectsReplacementsThatMultiply() throws IOException {
        String stages = (DOUBLING + ",").repeat(5) + DOUBLING;

        assertThat(DecoderStages.of(definition(stages, "b")).bytes("a")).hasSize(64);
        assertThatIOException().isThrownBy(() -> DecoderStages.of(definition(stages + "," + DOUBLING, "b")))
            .withMessage("test: unsupported decoder stage: Replace that can make a token more than 64 times longer");
    }

    @Test
    void rejectsLongReplacementsOfAnExpression() {
        String stage = "{'type': 'Replace', 'pattern': {'Regex': 'a'}, 'content': '%s'}".formatted("b".repeat(65));

        assertThatIOException().isThrownBy(() -> DecoderStages.of(definition(stage, "b")))
            .withMessageEndingWith("Replace that can make a token more than 64 times longer");
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "ab" })
    void stripsOnlyOneCharacter(String content) {
        String stage = "{'type': 'Strip', 'content': '%s', 'start': 2147483647, 'stop': 0}".formatted(content);

        assertThatIOException().isThrownBy(() -> DecoderStages.of(definition(stage, "a")))
            .withMessage("test: unsupported decoder stage: Strip of a string that is not one character");
    }

    @Test
    void endsSlowExpressions() throws IOException {
        String stage = "{'type': 'Replace', 'pattern': {'Regex': 'a*a*a*b'}, 'content': 'c'}";
        String token = "a".repeat(10_000);
        TokenizerDefinition definition = definition(stage, token);
        Decoder decoder = DecoderStages.of(definition);

        assertThat(decoder.bytes("aab")).asString(StandardCharsets.UTF_8).isEqualTo("c");
        assertThatIllegalStateException().isThrownBy(() -> TokenTable.of(definition, decoder, Map.of()))
            .withMessage("the regular expression of the decoder takes too long on the token '" + "a".repeat(80) + "'");
    }

    private static TokenizerDefinition definition(String stages, String token) throws IOException {
        String json = """
                {'model': {'type': 'BPE', 'vocab': {'%s': 0}, 'merges': []},
                 'decoder': {'type': 'Sequence', 'decoders': [%s]}}""".formatted(token, stages).replace('\'', '"');
        return TokenizerFolder.parse("test", json.getBytes(StandardCharsets.UTF_8));
    }

}
