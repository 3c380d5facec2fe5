package io.inkwell.explanation.text;

import java.util.ArrayList;
import java.util.List;

/** The units that a prompt is split into. */
public enum Granularity {

    TOKEN,
    /**
     * A word with the whitespace before it. Punctuation belongs to the word before it.
     */
    WORD, SENTENCE;

    /** Splits the tokens into consecutive spans. */
    public List<TokenSpan> spans(List<ExplainedToken> tokens) {
        List<TokenSpan> spans = new ArrayList<>();
        int from = 0;
        for (int i = 1; i <= tokens.size(); i++) {
            if (i == tokens.size() || isBorder(tokens.get(i - 1).text(), tokens.get(i).text())) {
                spans.add(new TokenSpan(from, i));
                from = i;
            }
        }
        return spans;
    }

    private boolean isBorder(String before, String after) {
        boolean spaced = !after.isEmpty() && Character.isWhitespace(after.charAt(0));
        return switch (this) {
            case TOKEN -> true;
            case WORD -> spaced;
            case SENTENCE -> spaced && before.matches("(?s).*[.!?][\"')\u2019\u201d]*");
        };
    }

}
