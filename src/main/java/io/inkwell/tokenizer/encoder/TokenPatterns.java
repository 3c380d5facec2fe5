package io.inkwell.tokenizer.encoder;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

import io.inkwell.error.Excerpt;
import io.inkwell.tokenizer.definition.TokenizerDefinition;

/**
 * What the tokenizers library looks for in a prompt: the names of added tokens, as the
 * normalizer writes those that are matched after normalization.
 */
public final class TokenPatterns {

    private static final Logger logger = LoggerFactory.getLogger(TokenPatterns.class);

    private static final int MAX_NAMED = 5;

    private static final int MAX_SHOWN = 80;

    private final TokenizerDefinition definition;

    private final List<Pattern> patterns = new ArrayList<>();

    /**
     * @param normalizedNames the names that the normalizer changes, by token id
     */
    public TokenPatterns(TokenizerDefinition definition, Map<Integer, String> normalizedNames) {
        this.definition = definition;
        for (JsonNode token : definition.section("added_tokens")) {
            String name = token.path("content").stringValue();
            boolean normalized = token.path("normalized").asBoolean(false);
            String text = normalized ? normalizedNames.getOrDefault(token.path("id").intValue(), name) : name;
            this.patterns.add(new Pattern(name, text, normalized, token.path("special").asBoolean(false)));
        }
    }

    /**
     * Logs where token ids can differ from those of transformers.
     * @throws IOException if the normalizer reduces a name to an empty string. The
     * library finds that everywhere, and aborts the process on the first character beyond
     * ASCII
     */
    public void check() throws IOException {
        List<Pattern> matched = new ArrayList<>(this.patterns);
        if (this.definition.splitsSpecialTokens()) {
            matched.removeIf(Pattern::special);
            matched.forEach(this::warnOfSpecialTokensAround);
        }
        for (Pattern each : matched) {
            if (each.text().isEmpty()) {
                throw this.definition.rejection("the normalizer reduces the added token " + names(List.of(each))
                        + " to an empty string, which is not supported");
            }
        }
        warnOfEqualTexts(matched);
    }

    private void warnOfEqualTexts(List<Pattern> matched) {
        Map<String, List<Pattern>> byText = new LinkedHashMap<>();
        for (Pattern each : matched) {
            if (each.normalized()) {
                byText.computeIfAbsent(each.text(), (text) -> new ArrayList<>()).add(each);
            }
        }
        byText.values().removeIf((equal) -> equal.size() == 1);
        byText.values().forEach((equal) -> {
            // The library looks for special tokens first.
            Pattern used = equal.stream().filter(Pattern::special).findFirst().orElse(equal.get(0));
            logger.warn(
                    "{}: added tokens {} are identical after normalization; Inkwell always matches {}, "
                            + "transformers 5 may match any of them, so token ids may differ",
                    this.definition.source(), names(equal), names(List.of(used)));
        });
    }

    private void warnOfSpecialTokensAround(Pattern token) {
        List<Pattern> around = this.patterns.stream().filter((each) -> each.special() && each.hides(token)).toList();
        if (!around.isEmpty()) {
            logger.warn(
                    "{}: split_special_tokens is set, and Inkwell matches the added token {} within {}; transformers "
                            + "does not, so token ids may differ",
                    this.definition.source(), names(List.of(token)), names(around));
        }
    }

    private static String names(Collection<Pattern> patterns) {
        String names = patterns.stream()
            .limit(MAX_NAMED)
            .map((each) -> "'" + Excerpt.of(each.name(), MAX_SHOWN) + "'")
            .collect(Collectors.joining(", "));
        return (patterns.size() > MAX_NAMED) ? names + " and " + (patterns.size() - MAX_NAMED) + " more" : names;
    }

    /**
     * A text to look for.
     *
     * @param name of the token
     * @param text what is looked for
     * @param normalized whether it is looked for after normalization
     */
    private record Pattern(String name, String text, boolean normalized, boolean special) {

        /** Whether text that this pattern takes can hold the beginning of the other. */
        boolean hides(Pattern other) {
            return this.normalized == other.normalized && (this.text.contains(other.text) || endsWithStartOf(other));
        }

        private boolean endsWithStartOf(Pattern other) {
            for (int i = 1; i < Math.min(this.text.length(), other.text.length()); i++) {
                if (other.text.regionMatches(0, this.text, this.text.length() - i, i)) {
                    return true;
                }
            }
            return false;
        }

    }

}
