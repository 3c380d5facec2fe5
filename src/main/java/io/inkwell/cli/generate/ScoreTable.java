package io.inkwell.cli.generate;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import io.inkwell.completion.PromptTokens;
import io.inkwell.completion.ScoredToken;
import io.inkwell.completion.TextToken;

/**
 * Prints a table of tokens: id, text, log-probability, entropy if requested, and the most
 * likely alternatives.
 */
final class ScoreTable {

    // As wide as a score. Tokens of a prompt have no entropy.
    private static final String NO_ENTROPY = "        -";

    private ScoreTable() {
    }

    /**
     * @param prompt prompt tokens, which come first if present
     */
    static String of(@Nullable PromptTokens prompt, List<TextToken> tokens, boolean withEntropy) {
        Stream<TextToken> before = (prompt != null && !prompt.isImplied()) ? prompt.tokens().stream() : Stream.empty();
        List<TextToken> all = Stream.concat(before, tokens.stream()).toList();
        int width = all.stream().mapToInt((token) -> quoted(token.label()).length()).max().orElse(0);
        return all.stream().map((token) -> row(token, width, withEntropy)).collect(Collectors.joining());
    }

    private static String row(TextToken token, int width, boolean withEntropy) {
        TextToken.Logprobs scores = token.logprobs();
        StringBuilder row = new StringBuilder(
                String.format(Locale.ROOT, "%6d  %-" + width + "s", token.id(), quoted(token.label())));
        if (scores != null) {
            row.append(score(scores.logprob()));
            if (withEntropy) {
                row.append(Float.isNaN(scores.entropy()) ? NO_ENTROPY : score(scores.entropy()));
            }
            for (ScoredToken candidate : scores.top()) {
                row.append("  ").append(quoted(candidate.label())).append(score(candidate.logprob()));
            }
        }
        return row.toString().stripTrailing() + "\n";
    }

    private static String score(float logprob) {
        return String.format(Locale.ROOT, " %8.4f", logprob);
    }

    // Escapes as in JSON: a token may be a line break.
    private static String quoted(String label) {
        return JsonMapper.shared().writeValueAsString(label);
    }

}
