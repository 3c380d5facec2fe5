package io.inkwell.tgi;

import java.util.ArrayList;
import java.util.List;

import io.inkwell.completion.TextToken;

/**
 * Divides the text of a choice among its tokens, so that their texts join to it. A token
 * that ends inside a character has the text before it, and the next token has the
 * character. Not thread-safe.
 */
final class TokenTexts {

    /** Text that no token has yet. */
    private final StringBuilder rest = new StringBuilder();

    /** Where that text starts, in code points. */
    private int start;

    /**
     * Returns the text of each token.
     * @param text the text that follows
     * @param tokens the tokens that follow; none if it belongs to the next ones
     */
    List<String> next(String text, List<TextToken> tokens) {
        this.rest.append(text);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < tokens.size(); i++) {
            texts.add((i + 1 < tokens.size()) ? take(tokens.get(i + 1).offset() - this.start) : takeAll());
        }
        return texts;
    }

    private String take(int numCodePoints) {
        int available = this.rest.codePointCount(0, this.rest.length());
        int taken = Math.max(0, Math.min(numCodePoints, available));
        int end = this.rest.offsetByCodePoints(0, taken);
        String text = this.rest.substring(0, end);
        this.rest.delete(0, end);
        this.start += taken;
        return text;
    }

    private String takeAll() {
        return take(this.rest.length());
    }

}
