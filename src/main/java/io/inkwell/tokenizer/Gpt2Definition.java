package io.inkwell.tokenizer;

import java.util.List;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Puts a {@code tokenizer.json} together as the GPT2Tokenizer of transformers 5 does: it
 * takes vocabulary, merges and post-processor from the files, and has a pre-tokenizer and
 * a decoder of its own.
 */
final class Gpt2Definition {

    private static final String BYTE_LEVEL = """
            {"type": "ByteLevel", "add_prefix_space": false, "trim_offsets": true, "use_regex": true}
            """;

    private Gpt2Definition() {
    }

    /**
     * @param model with vocabulary and merges
     * @param postProcessor null if there is none
     * @param config the contents of {@code tokenizer_config.json}
     */
    static ObjectNode of(JsonNode model, @Nullable JsonNode postProcessor, ObjectNode config) {
        JsonMapper json = JsonMapper.shared();
        ObjectNode root = json.createObjectNode().put("version", "1.0");
        root.putArray("added_tokens");
        ObjectNode preTokenizer = (ObjectNode) json.readTree(BYTE_LEVEL);
        preTokenizer.put("add_prefix_space", config.path("add_prefix_space").asBoolean(false));
        root.set("pre_tokenizer", preTokenizer);
        root.set("decoder", json.readTree(BYTE_LEVEL));
        if (postProcessor != null) {
            root.set("post_processor", postProcessor);
        }
        ObjectNode bpe = root.putObject("model").put("type", "BPE");
        bpe.set("vocab", model.path("vocab"));
        bpe.set("merges", model.path("merges"));
        return root;
    }

    /**
     * A post-processor that puts a token before a text, and another behind it.
     * @param bos null for none
     * @param eos null for none
     */
    static ObjectNode template(@Nullable String bos, @Nullable String eos, AddedVocabulary vocabulary) {
        ObjectNode template = JsonMapper.shared().createObjectNode().put("type", "TemplateProcessing");
        ArrayNode single = template.putArray("single");
        ObjectNode specials = JsonMapper.shared().createObjectNode();
        if (bos != null) {
            add(bos, single, specials, vocabulary);
        }
        single.addObject().putObject("Sequence").put("id", "A").put("type_id", 0);
        if (eos != null) {
            add(eos, single, specials, vocabulary);
        }
        ArrayNode pair = template.putArray("pair").addAll(single);
        pair.addObject().putObject("Sequence").put("id", "B").put("type_id", 1);
        template.set("special_tokens", specials);
        return template;
    }

    private static void add(String token, ArrayNode single, ObjectNode specials, AddedVocabulary vocabulary) {
        single.addObject().putObject("SpecialToken").put("id", token).put("type_id", 0);
        ObjectNode special = specials.putObject(token).put("id", token);
        special.putArray("ids").add(vocabulary.idOf(token));
        special.putArray("tokens").add(token);
    }

    /** Whether a section is ByteLevel, or a sequence that has it. */
    static boolean isByteLevel(JsonNode section) {
        return section.path("type").asString("").equals("ByteLevel") || List.of("pretokenizers", "decoders")
            .stream()
            .flatMap((steps) -> section.path(steps).valueStream())
            .anyMatch(Gpt2Definition::isByteLevel);
    }

}
