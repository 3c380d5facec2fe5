package io.inkwell.tokenizer.encoder;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import io.inkwell.tokenizer.bytes.ByteAlphabet;
import io.inkwell.tokenizer.bytes.Utf8;
import io.inkwell.tokenizer.definition.TokenizerDefinition;

/**
 * Finds added tokens that are matched after normalization; the tokenizers library decodes
 * them as their normalized names.
 */
public final class NormalizedNames {

    private static final int NUM_BYTES = 256;

    /** A definition that encodes each byte of a text as a token. */
    private static final String BYTES = """
            {"version": "1.0", "added_tokens": [], "model": {"type": "BPE", "vocab": {}, "merges": []},
             "pre_tokenizer": {"type": "ByteLevel", "add_prefix_space": false, "trim_offsets": true, "use_regex": false}}
            """;

    private NormalizedNames() {
    }

    /** The normalized names that differ from the token, by token id. */
    public static Map<Integer, String> of(TokenizerDefinition definition) throws IOException {
        Map<Integer, String> names = new HashMap<>();
        if (definition.section("normalizer").isObject()) {
            for (JsonNode token : definition.section("added_tokens")) {
                int id = token.path("id").intValue();
                if (definition.normalizedTokens().contains(id)) {
                    names.put(id, token.path("content").stringValue());
                }
            }
        }
        return names.isEmpty() ? names : normalize(definition, names);
    }

    private static Map<Integer, String> normalize(TokenizerDefinition definition, Map<Integer, String> names)
            throws IOException {
        ObjectNode root = (ObjectNode) JsonMapper.shared().readTree(BYTES);
        root.set("normalizer", definition.section("normalizer"));
        ObjectNode vocabulary = (ObjectNode) root.path("model").path("vocab");
        IntStream.range(0, NUM_BYTES)
            .forEach((value) -> vocabulary.put(ByteAlphabet.letters(new byte[] { (byte) value }), value));
        Map<Integer, String> written = new HashMap<>();
        try (NativeEncoder encoder = NativeEncoder.of(definition.with(root))) {
            names.forEach((id, name) -> {
                String normalized = text(encoder.encode(name, false));
                if (!normalized.equals(name)) {
                    written.put(id, normalized);
                }
            });
        }
        return written;
    }

    private static String text(int[] values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return Utf8.decode(bytes);
    }

}
