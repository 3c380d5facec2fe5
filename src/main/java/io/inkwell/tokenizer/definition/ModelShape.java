package io.inkwell.tokenizer.definition;

import java.util.List;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The kind of tokenizer in a {@code tokenizer.json}.
 *
 * @param type the type of its model
 * @param isByteLevel whether its tokens use the byte alphabet
 */
record ModelShape(String type, boolean isByteLevel) {

    static ModelShape of(ObjectNode file) {
        JsonNode model = file.path("model");
        String type = model.path("type").asString(typeOf(model));
        boolean hasAffixes = !model.path("continuing_subword_prefix").asString("").isEmpty()
                || !model.path("end_of_word_suffix").asString("").isEmpty();
        boolean isByteLevel = type.equals("BPE") && !hasAffixes && !model.path("byte_fallback").asBoolean(false)
                && (isByteLevel(file.path("pre_tokenizer")) || isByteLevel(file.path("decoder")));
        return new ModelShape(type, isByteLevel);
    }

    // Old files do not specify the type. Only BPE has merges, and only Unigram has a list
    // of pieces.
    private static String typeOf(JsonNode model) {
        return model.path("merges").isArray() ? "BPE" : model.path("vocab").isArray() ? "Unigram"
                : model.has("max_input_chars_per_word") ? "WordPiece" : "unknown";
    }

    private static boolean isByteLevel(JsonNode section) {
        return section.path("type").asString("").equals("ByteLevel") || List.of("pretokenizers", "decoders")
            .stream()
            .flatMap((steps) -> section.path(steps).valueStream())
            .anyMatch(ModelShape::isByteLevel);
    }

}
