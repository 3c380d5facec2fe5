package io.inkwell.tokenizer.definition;

import java.io.IOException;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The recipe by which a tokenizer class of transformers 5 rebuilds a tokenizer from the
 * vocabulary of {@code tokenizer.json} and the options of {@code tokenizer_config.json}.
 *
 * @param className the name of the class
 * @param recorded the sections of the tokenizer; {@code $name} is a placeholder for an
 * option, a special token or a part of the file
 */
record Blueprint(String className, ObjectNode recorded) {

    private static final ObjectNode BLUEPRINTS = JsonFiles.resource("blueprints.json");

    private static final List<String> SECTIONS = List.of("normalizer", "pre_tokenizer", "decoder");

    /** The placeholder for the prompt in a template. */
    private static final String TEXT = "$A";

    /** Returns null if there is no blueprint for the class. */
    static @Nullable Blueprint of(String className) {
        JsonNode recorded = BLUEPRINTS.path(className);
        String like = recorded.path("like").asString(className);
        return (BLUEPRINTS.path(like) instanceof ObjectNode sections) ? new Blueprint(className, sections) : null;
    }

    /**
     * The default of an option; a missing node if the class does not have the option.
     */
    JsonNode option(String name) {
        return this.recorded.path("options").path(name);
    }

    /** Whether the file contains the kind of tokenizer that the class builds. */
    boolean fits(ObjectNode file) {
        ModelShape shape = ModelShape.of(file);
        return shape.type().equals(this.recorded.path("model").path("type").asString(""))
                && shape.isByteLevel() == ModelShape.of(this.recorded).isByteLevel();
    }

    /**
     * Builds all sections except added tokens and post-processor.
     * @param file a definition with at least vocabulary and merges
     * @param config the contents of {@code tokenizer_config.json}
     * @param tokens the special tokens by field name
     * @throws IOException if a token that the class requires is missing
     */
    ObjectNode build(TokenizerDefinition file, ObjectNode config, Map<String, String> tokens) throws IOException {
        Placeholders values = new Placeholders(this.className, file);
        this.recorded.path("options").forEachEntry((name, byDefault) -> values.setOption(name, config, byDefault));
        values.setTokens(tokens);
        values.setPrecompiled();
        ObjectNode root = this.recorded.objectNode().put("version", "1.0");
        root.putArray("added_tokens");
        for (String section : SECTIONS) {
            JsonNode filled = values.fill(this.recorded.path(section));
            if (filled.isObject()) {
                root.set(section, filled);
            }
        }
        ObjectNode model = (ObjectNode) values.fill(this.recorded.path("model"));
        for (String part : List.of("vocab", "merges")) {
            if (file.section("model").has(part)) {
                model.set(part, file.section("model").path(part));
            }
        }
        requireUnknownToken(file, model);
        root.set("model", model);
        return root;
    }

    /** Builds the post-processor; null if the class adds no tokens. */
    @Nullable JsonNode postProcessor(TokenizerDefinition file, Map<String, String> tokens, AddedVocabulary added)
            throws IOException {
        JsonNode items = this.recorded.path("post_processor");
        if (!items.isArray()) {
            JsonNode ofFile = file.section("post_processor");
            return ofFile.isObject() ? ofFile : null;
        }
        Placeholders values = new Placeholders(this.className, file);
        values.setTokens(tokens);
        TextTemplate template = new TextTemplate(file, added);
        for (JsonNode item : items) {
            if (item.asString("").equals(TEXT)) {
                template.addText();
            }
            else {
                template.addToken(values.fill(item).stringValue());
            }
        }
        return template.toJson();
    }

    private void requireUnknownToken(TokenizerDefinition file, ObjectNode model) throws IOException {
        String unknown = model.path("unk_token").asString("");
        if (model.path("type").asString("").equals("WordPiece") && !model.path("vocab").has(unknown)) {
            throw file
                .rejection(this.className + " requires its unk_token in the vocabulary; missing: '" + unknown + "'");
        }
    }

}
