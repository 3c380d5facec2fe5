package io.inkwell.tokenizer.definition;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import tools.jackson.databind.JsonNode;

/**
 * Rejects what the tokenizers library would end the process at, while it loads a
 * definition or encodes with it, and what it would take too long for. It does not check
 * these parts itself, and Java cannot catch a panic of native code.
 */
final class NativeHazards {

    /** The library takes time in proportion to the square of a name's length. */
    private static final int MAX_NAME = 1000;

    /** The library adds them to each text. Known templates add one or two. */
    private static final int MAX_ADDED = 1000;

    private final TokenizerDefinition definition;

    NativeHazards(TokenizerDefinition definition) {
        this.definition = definition;
    }

    /**
     * @throws IOException if the definition has such a part
     */
    void rejectAll() throws IOException {
        new SerdeLimits(this.definition).check(this.definition.root());
        rejectIn(this.definition.section("normalizer"));
        rejectIn(this.definition.section("pre_tokenizer"));
        rejectLongNames(this.definition.section("added_tokens"));
        rejectMergesWithoutPrefix(this.definition.section("model"));
        rejectInPostProcessor(this.definition.section("post_processor"));
        new TextGrowth(this.definition).check(this.definition.section("normalizer"));
    }

    private void rejectIn(JsonNode node) throws IOException {
        if (node.path("type").asString("").equals("Precompiled") || node.has("precompiled_charsmap")) {
            rejectDamaged(node.path("precompiled_charsmap").asString(""));
        }
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            if (field.getKey().equals("Regex")) {
                rejectSlow(field.getValue().asString(""));
            }
            rejectIn(field.getValue());
        }
        if (node.isArray()) {
            for (JsonNode each : node) {
                rejectIn(each);
            }
        }
    }

    private void rejectSlow(String expression) throws IOException {
        if (NestedQuantifiers.isIn(expression)) {
            throw this.definition.rejection("the regular expression \"" + expression
                    + "\" has nested quantifiers, which can take exponential time; it is not supported");
        }
        if (PatternRehearsal.isSlow(expression)) {
            throw this.definition.rejection("the regular expression \"" + expression
                    + "\" backtracks over repeated characters, which can take far too much time; it is not supported");
        }
    }

    private void rejectDamaged(String charsmap) throws IOException {
        String problem = CharacterMap.problem(charsmap);
        if (!problem.isEmpty()) {
            throw this.definition.rejection("precompiled_charsmap is damaged: " + problem);
        }
    }

    private void rejectLongNames(JsonNode tokens) throws IOException {
        for (JsonNode token : tokens) {
            int length = token.path("content").asString("").length();
            if (length > MAX_NAME) {
                throw this.definition
                    .rejection("an added token must be at most " + MAX_NAME + " characters; given: " + length);
            }
        }
    }

    /** The library cuts the prefix from the second part of a merge without a check. */
    private void rejectMergesWithoutPrefix(JsonNode model) throws IOException {
        String prefix = model.path("continuing_subword_prefix").asString("");
        for (JsonNode merge : model.path("merges")) {
            String[] pair = merge.isArray() ? new String[] { merge.path(0).asString(""), merge.path(1).asString("") }
                    : merge.asString("").split(" ", 2);
            if (!prefix.isEmpty() && pair.length == 2 && !pair[1].startsWith(prefix)) {
                throw this.definition.rejection("the second part of the merge " + merge
                        + " must start with continuing_subword_prefix, '" + prefix + "'");
            }
        }
    }

    private void rejectInPostProcessor(JsonNode processor) throws IOException {
        List<JsonNode> templates = new ArrayList<>();
        collectTemplates(processor, templates);
        if (templates.size() > 1) {
            throw this.definition
                .rejection("the post_processor must have at most one template; given: " + templates.size());
        }
        for (JsonNode template : templates) {
            JsonNode tokens = template.path("special_tokens");
            Set<String> known = Set.copyOf(tokens.propertyNames());
            long numAdded = 0;
            for (JsonNode item : template.path("single")) {
                rejectItem(item, known);
                numAdded += tokens.path(specialToken(item)).path("ids").size();
            }
            if (numAdded > MAX_ADDED) {
                throw this.definition
                    .rejection("the post_processor must add at most " + MAX_ADDED + " tokens; given: " + numAdded);
            }
        }
    }

    private static void collectTemplates(JsonNode processor, List<JsonNode> templates) {
        if (processor.has("single")) {
            templates.add(processor);
        }
        for (JsonNode each : processor.path("processors")) {
            collectTemplates(each, templates);
        }
    }

    private void rejectItem(JsonNode item, Set<String> known) throws IOException {
        String token = specialToken(item);
        if (item.has("SpecialToken") && !known.contains(token)) {
            throw this.definition
                .rejection("the post_processor adds the token '" + token + "', which its special_tokens lack");
        }
        if (item.path("Sequence").path("id").asString("").equals("B")) {
            throw this.definition
                .rejection("the post_processor must not use a second text, B, in the template of a single text");
        }
    }

    private static String specialToken(JsonNode item) {
        return item.path("SpecialToken").path("id").asString("");
    }

}
