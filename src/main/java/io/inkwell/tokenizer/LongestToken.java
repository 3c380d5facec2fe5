package io.inkwell.tokenizer;

import java.io.IOException;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;

import tools.jackson.databind.JsonNode;

import io.inkwell.tokenizer.bytes.ByteAlphabet;
import io.inkwell.tokenizer.bytes.Utf8;
import io.inkwell.tokenizer.definition.ModelVocabulary;
import io.inkwell.tokenizer.definition.TokenizerDefinition;

/**
 * The maximum number of bytes that one token decodes to. Known only for byte-level BPE
 * that keeps every byte of a text.
 */
final class LongestToken {

    private static final Set<String> KEEPS_TEXT = Set.of("ByteLevel", "Split", "Digits");

    private LongestToken() {
    }

    /**
     * The length of the longest token in bytes.
     * @return empty if a token can stand for any number of bytes
     */
    static OptionalInt bytes(TokenizerDefinition definition) throws IOException {
        Set<String> tokens = ModelVocabulary.of(definition).ids().keySet();
        JsonNode added = definition.section("added_tokens");
        boolean isKnown = isPlainBpe(definition.section("model")) && definition.section("normalizer").isEmpty()
                && keepsText(definition.section("pre_tokenizer")) && hasByteLevel(definition.section("pre_tokenizer"))
                && hasAllBytes(tokens) && added.valueStream().noneMatch(LongestToken::strips);
        // An entry of the vocabulary has one letter for each byte.
        return isKnown ? IntStream
            .concat(tokens.stream().mapToInt(String::length),
                    added.valueStream().mapToInt((token) -> Utf8.length(token.path("content").asString(""))))
            .max() : OptionalInt.empty();
    }

    private static boolean isPlainBpe(JsonNode model) {
        return model.path("type").asString("BPE").equals("BPE")
                && model.path("continuing_subword_prefix").asString("").isEmpty()
                && model.path("end_of_word_suffix").asString("").isEmpty()
                && !model.path("byte_fallback").asBoolean(false);
    }

    private static boolean keepsText(JsonNode step) {
        return step.path("type").asString("").equals("Sequence")
                ? step.path("pretokenizers").valueStream().allMatch(LongestToken::keepsText)
                : KEEPS_TEXT.contains(step.path("type").asString(""))
                        && !step.path("behavior").asString("").equals("Removed");
    }

    private static boolean hasByteLevel(JsonNode step) {
        return step.path("type").asString("").equals("ByteLevel")
                || step.path("pretokenizers").valueStream().anyMatch(LongestToken::hasByteLevel);
    }

    // BPE drops a byte that the vocabulary lacks.
    private static boolean hasAllBytes(Set<String> tokens) {
        return IntStream.range(0, 256)
            .mapToObj((value) -> ByteAlphabet.letters(new byte[] { (byte) value }))
            .allMatch(tokens::contains);
    }

    private static boolean strips(JsonNode token) {
        return token.path("lstrip").asBoolean(false) || token.path("rstrip").asBoolean(false);
    }

}
