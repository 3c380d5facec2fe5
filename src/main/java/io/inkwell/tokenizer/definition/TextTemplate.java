package io.inkwell.tokenizer.definition;

import java.io.IOException;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A template post-processor that adds special tokens before and after a prompt. */
final class TextTemplate {

    private final TokenizerDefinition definition;

    private final AddedVocabulary vocabulary;

    private final ArrayNode items = JsonMapper.shared().createArrayNode();

    private final ObjectNode specials = JsonMapper.shared().createObjectNode();

    TextTemplate(TokenizerDefinition definition, AddedVocabulary vocabulary) {
        this.definition = definition;
        this.vocabulary = vocabulary;
    }

    void addText() {
        this.items.addObject().putObject("Sequence").put("id", "A").put("type_id", 0);
    }

    /**
     * @throws IOException if the vocabulary lacks the token, such as an empty one
     */
    void addToken(String token) throws IOException {
        if (!this.vocabulary.has(token)) {
            throw this.definition.rejection("prompts get the special token '" + token + "', which has no id");
        }
        this.items.addObject().putObject("SpecialToken").put("id", token).put("type_id", 0);
        ObjectNode special = this.specials.putObject(token).put("id", token);
        special.putArray("ids").add(this.vocabulary.idOf(token));
        special.putArray("tokens").add(token);
    }

    ObjectNode toJson() {
        ObjectNode template = JsonMapper.shared().createObjectNode().put("type", "TemplateProcessing");
        template.set("single", this.items);
        ArrayNode pair = template.putArray("pair").addAll(this.items);
        pair.addObject().putObject("Sequence").put("id", "B").put("type_id", 1);
        template.set("special_tokens", this.specials);
        return template;
    }

}
