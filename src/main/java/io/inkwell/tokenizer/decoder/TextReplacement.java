package io.inkwell.tokenizer.decoder;

import java.util.function.Consumer;

/**
 * Replaces a string in the text, across token boundaries. Holds back the end of the text
 * while it may be the start of that string.
 */
final class TextReplacement implements DecoderStage {

    private final String pattern;

    private final String content;

    private final StringBuilder pending = new StringBuilder();

    TextReplacement(String pattern, String content) {
        this.pattern = pattern;
        this.content = content;
    }

    @Override
    public void accept(String token, Consumer<String> next) {
        this.pending.append(token);
        StringBuilder text = new StringBuilder();
        int from = 0;
        for (int at = this.pending.indexOf(this.pattern); at >= 0; at = this.pending.indexOf(this.pattern, from)) {
            text.append(this.pending, from, at).append(this.content);
            from = at + this.pattern.length();
        }
        int kept = this.pending.length() - numKept(from);
        text.append(this.pending, from, kept);
        this.pending.delete(0, kept);
        if (!text.isEmpty()) {
            next.accept(text.toString());
        }
    }

    @Override
    public void finish(Consumer<String> next) {
        if (!this.pending.isEmpty()) {
            next.accept(this.pending.toString());
        }
        this.pending.setLength(0);
    }

    @Override
    public DecoderStage copy() {
        TextReplacement copy = new TextReplacement(this.pattern, this.content);
        copy.pending.append(this.pending);
        return copy;
    }

    @Override
    public String label(String token, boolean isFirst) {
        return token.replace(this.pattern, this.content);
    }

    /** The length of the longest prefix of the pattern that ends the text. */
    private int numKept(int from) {
        int length = Math.min(this.pattern.length() - 1, this.pending.length() - from);
        while (length > 0 && !endsWithStart(length)) {
            length--;
        }
        return length;
    }

    private boolean endsWithStart(int length) {
        int from = this.pending.length() - length;
        int same = 0;
        while (same < length && this.pending.charAt(from + same) == this.pattern.charAt(same)) {
            same++;
        }
        return same == length;
    }

}
