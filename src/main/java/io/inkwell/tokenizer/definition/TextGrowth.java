package io.inkwell.tokenizer.definition;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

import tools.jackson.databind.JsonNode;

/**
 * Rejects replacements of a normalizer that make a text many times longer: one with a
 * long content, or several that each replace the content of the one before. Known
 * definitions at most double a text.
 */
final class TextGrowth {

    private static final int MAX_CONTENT = 32;

    private static final int MAX_REPLACEMENTS = 200;

    private static final int MAX_GROWTH = 100;

    /** How often the rehearsed texts repeat a string. */
    private static final int NUM_REPEATS = 8;

    private final TokenizerDefinition definition;

    private final List<UnaryOperator<String>> replacements = new ArrayList<>();

    /** Strings that a replacement may match. */
    private final Set<String> units = new LinkedHashSet<>(List.of(" ", "a"));

    TextGrowth(TokenizerDefinition definition) {
        this.definition = definition;
    }

    /**
     * @throws IOException if the normalizer makes a text too long
     */
    void check(JsonNode normalizer) throws IOException {
        collect(normalizer);
        if (this.replacements.size() > MAX_REPLACEMENTS) {
            throw this.definition.rejection("the normalizer must have at most " + MAX_REPLACEMENTS
                    + " Replace parts; given: " + this.replacements.size());
        }
        for (String unit : this.units) {
            rehearse(unit);
        }
    }

    private void collect(JsonNode node) throws IOException {
        if (node.has("prepend")) {
            requireShort("prepend", node.path("prepend").asString(""), MAX_CONTENT);
        }
        if (node.has("content") && node.has("pattern")) {
            String pattern = node.path("pattern").path("String").asString("");
            String content = node.path("content").asString("");
            requireShort("content", content, Math.max(MAX_CONTENT, pattern.length()));
            this.replacements.add(replacement(node.path("pattern"), content));
            this.units.add(pattern);
            this.units.add(content);
        }
        for (JsonNode each : node) {
            collect(each);
        }
    }

    private void requireShort(String field, String text, int maxLength) throws IOException {
        if (text.length() > maxLength) {
            throw this.definition.rejection("the " + field + " of a normalizer must be at most " + maxLength
                    + " characters; given: " + text.length());
        }
    }

    private void rehearse(String unit) throws IOException {
        String start = unit.repeat(NUM_REPEATS);
        String text = start;
        for (UnaryOperator<String> replacement : this.replacements) {
            text = replacement.apply(text);
            if (text.length() > MAX_GROWTH * Math.max(NUM_REPEATS, start.length())) {
                throw this.definition.rejection("the normalizer makes a text of \"" + unit + "\" more than "
                        + MAX_GROWTH + " times longer; that is not supported");
            }
        }
    }

    private static UnaryOperator<String> replacement(JsonNode pattern, String content) {
        if (!pattern.has("Regex")) {
            String string = pattern.path("String").asString("");
            return (text) -> text.replace(string, content);
        }
        try {
            Pattern expression = Pattern.compile(pattern.path("Regex").asString(""));
            String literal = Matcher.quoteReplacement(content);
            return (text) -> expression.matcher(text).replaceAll(literal);
        }
        catch (PatternSyntaxException ex) {
            // Java does not have it, so its growth is not known.
            return UnaryOperator.identity();
        }
    }

}
