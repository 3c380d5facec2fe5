package io.inkwell.tokenizer.decoder;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.inkwell.error.Excerpt;
import io.inkwell.tokenizer.definition.BoundedText;

/**
 * The rewriting rules of the tokenizers library's decoders that work on single tokens.
 */
final class TokenRules {

    /** The clean-up rules of the WordPiece decoder for English, in order. */
    private static final Map<String, String> WORD_PIECE_CLEANUP = cleanup();

    private static final int MIN_READS = 10_000;

    private static final int READS_PER_CHARACTER = 100;

    private static final int MAX_SHOWN = 80;

    private TokenRules() {
    }

    static TokenRewrite.Rule wordPiece(String prefix, boolean cleanup) {
        return (token, isFirst) -> {
            String text = token;
            if (!isFirst) {
                text = token.startsWith(prefix) ? token.substring(prefix.length()) : " " + token;
            }
            return cleanup ? cleanUp(text) : text;
        };
    }

    /**
     * @param dropsFirst whether the pre-tokenizer prepends the sign, so that the first
     * token starts without a space
     */
    static TokenRewrite.Rule metaspace(String sign, boolean dropsFirst) {
        return (token, isFirst) -> token.replace(sign, (isFirst && dropsFirst) ? "" : " ");
    }

    static TokenRewrite.Rule replace(String pattern, String content) {
        return (token, isFirst) -> token.replace(pattern, content);
    }

    /**
     * @param content the replacement, taken literally
     * @throws IllegalStateException when applied, if the search takes too many steps
     */
    static TokenRewrite.Rule replace(Pattern pattern, String content) {
        String replacement = Matcher.quoteReplacement(content);
        return (token, isFirst) -> pattern.matcher(bounded(token)).replaceAll(replacement);
    }

    /** In proportion to the length: ends searches that take quadratic time or more. */
    private static BoundedText bounded(String token) {
        return new BoundedText(token, MIN_READS + (long) READS_PER_CHARACTER * token.length(),
                () -> new IllegalStateException("the regular expression of the decoder takes too long on the token '"
                        + Excerpt.of(token, MAX_SHOWN) + "'"));
    }

    static TokenRewrite.Rule strip(String content, int start, int stop) {
        return (token, isFirst) -> {
            int from = 0;
            for (int i = 0; i < start && token.startsWith(content, from); i++) {
                from += content.length();
            }
            int to = token.length();
            for (int i = 0; i < stop && to - content.length() >= from
                    && token.startsWith(content, to - content.length()); i++) {
                to -= content.length();
            }
            return token.substring(from, to);
        };
    }

    /** The behavior of the library for a tokenizer without a decoder. */
    static TokenRewrite.Rule spaced() {
        return (token, isFirst) -> isFirst ? token : " " + token;
    }

    static String cleanUp(String text) {
        String clean = text;
        for (Map.Entry<String, String> each : WORD_PIECE_CLEANUP.entrySet()) {
            clean = clean.replace(each.getKey(), each.getValue());
        }
        return clean;
    }

    private static Map<String, String> cleanup() {
        Map<String, String> cleanup = new LinkedHashMap<>();
        for (String sign : new String[] { ".", "?", "!", "," }) {
            cleanup.put(" " + sign, sign);
        }
        cleanup.put(" ' ", "'");
        cleanup.put(" n't", "n't");
        cleanup.put(" 'm", "'m");
        cleanup.put(" do not", " don't");
        cleanup.put(" 's", "'s");
        cleanup.put(" 've", "'ve");
        cleanup.put(" 're", "'re");
        return cleanup;
    }

}
