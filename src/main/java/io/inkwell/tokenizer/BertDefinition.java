package io.inkwell.tokenizer;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The sections of a {@code tokenizer.json} that the BertTokenizer of transformers 5 makes
 * anew from {@code tokenizer_config.json}, whatever the file has.
 */
final class BertDefinition {

    private BertDefinition() {
    }

    /** Sets them, in a definition of word pieces. */
    static void applyTo(TokenizerDefinition definition, ObjectNode config) {
        if (!definition.section("model").path("type").asString("").equals("WordPiece")) {
            return;
        }
        JsonMapper json = JsonMapper.shared();
        ObjectNode normalizer = json.createObjectNode()
            .put("type", "BertNormalizer")
            .put("clean_text", true)
            .put("handle_chinese_chars", config.path("tokenize_chinese_chars").asBoolean(true))
            .put("lowercase", config.path("do_lower_case").asBoolean(true));
        JsonNode stripAccents = config.path("strip_accents");
        // Unless it is set, accents go where letters become small.
        normalizer.set("strip_accents", stripAccents.isBoolean() ? stripAccents : json.getNodeFactory().nullNode());
        definition.setSection("normalizer", normalizer);
        definition.setSection("pre_tokenizer", json.createObjectNode().put("type", "BertPreTokenizer"));
        definition.setSection("decoder",
                json.createObjectNode().put("type", "WordPiece").put("prefix", "##").put("cleanup", true));
    }

}
