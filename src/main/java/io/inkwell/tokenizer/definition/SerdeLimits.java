package io.inkwell.tokenizer.definition;

import java.io.IOException;

import tools.jackson.databind.JsonNode;

import io.inkwell.error.Excerpt;
import io.inkwell.tokenizer.bytes.Utf8;

/**
 * Rejects documents that Jackson reads and serde_json, the parser of the tokenizers
 * library, does not. The library ends the process at such a document in some sections.
 */
final class SerdeLimits {

    /** serde_json reads 127 levels. */
    private static final int MAX_DEPTH = 100;

    private static final int MAX_EXCERPT = 40;

    private final TokenizerDefinition definition;

    SerdeLimits(TokenizerDefinition definition) {
        this.definition = definition;
    }

    /**
     * @throws IOException if serde_json cannot read the document
     */
    void check(JsonNode document) throws IOException {
        check(document, 1);
    }

    private void check(JsonNode node, int depth) throws IOException {
        if (depth > MAX_DEPTH) {
            throw this.definition
                .rejection("arrays and objects must be nested at most " + MAX_DEPTH + " levels deep; given: more");
        }
        if (node.isNumber()) {
            requireDouble(node);
        }
        else if (node.isString()) {
            requireCharacters(node.stringValue());
        }
        // Jackson itself rejects unpaired surrogates in the names of fields.
        for (JsonNode each : node) {
            check(each, depth + 1);
        }
    }

    private void requireDouble(JsonNode number) throws IOException {
        if (number.isIntegralNumber() && !Double.isFinite(number.asDouble(Double.POSITIVE_INFINITY))) {
            throw this.definition.rejection("a number must be within the range of a double; given: "
                    + Excerpt.of(number.toString(), MAX_EXCERPT));
        }
    }

    private void requireCharacters(String text) throws IOException {
        if (!Utf8.wellFormed(text).equals(text)) {
            throw this.definition.rejection(
                    "a text has an unpaired surrogate; characters beyond U+FFFF need two, such as \\ud83d\\ude42");
        }
    }

}
