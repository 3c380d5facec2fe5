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

    /** The number of code points that tokens already have. */
    private int numTaken;

    /**
     * Returns the text of each token.
     * @param text the text that follows
     * @param tokens the tokens that follow; none if it belongs to the next ones
     */
    List<String> next(String text, List<TextToken> tokens) {
        this.rest.append(text);
        List<String> texts = new ArrayList<>();
        int from = 0;
        for (int i = 0; i < tokens.size(); i++) {
            int end = takeUntil((i + 1 < tokens.size()) ? tokens.get(i + 1).offset() : Integer.MAX_VALUE, from);
            texts.add(this.rest.substring(from, end));
            from = end;
        }
        this.rest.delete(0, from);
        return texts;
    }

    /** Takes the code points before an offset, and returns where they end. */
    private int takeUntil(int offset, int from) {
        int end = from;
        while (this.numTaken < offset && end < this.rest.length()) {
            end += Character.charCount(this.rest.codePointAt(end));
            this.numTaken++;
        }
        return end;
    }

}
