package io.inkwell.tokenizer.decoder;

import java.util.function.Consumer;

/**
 * The Strip decoder: removes a character from both ends of the text, up to a limit.
 */
final class TextStrip implements DecoderStage {

    private final String content;

    private final int stop;

    /** The number of characters that may still be removed from the start. */
    private int numLeft;

    private final StringBuilder pending = new StringBuilder();

    /**
     * @param start the maximum number to remove from the start
     * @param stop the maximum number to remove from the end
     */
    TextStrip(String content, int start, int stop) {
        this.content = content;
        this.numLeft = start;
        this.stop = stop;
    }

    @Override
    public void accept(String token, Consumer<String> next) {
        int from = 0;
        while (this.numLeft > 0 && token.startsWith(this.content, from)) {
            from += this.content.length();
            this.numLeft--;
        }
        if (from < token.length()) {
            this.numLeft = 0;
        }
        this.pending.append(token, from, token.length());
        int kept = this.pending.length() - numKept();
        if (kept > 0) {
            next.accept(this.pending.substring(0, kept));
            this.pending.delete(0, kept);
        }
    }

    @Override
    public void finish(Consumer<String> next) {
        this.pending.setLength(0);
    }

    @Override
    public DecoderStage copy() {
        TextStrip copy = new TextStrip(this.content, this.numLeft, this.stop);
        copy.pending.append(this.pending);
        return copy;
    }

    @Override
    public String label(String token, boolean isFirst) {
        int from = 0;
        for (int i = 0; isFirst && i < this.numLeft && token.startsWith(this.content, from); i++) {
            from += this.content.length();
        }
        return token.substring(from);
    }

    private int numKept() {
        int kept = 0;
        int at = this.pending.length() - this.content.length();
        for (int i = 0; i < this.stop && at >= 0 && this.pending.indexOf(this.content, at) == at; i++) {
            kept += this.content.length();
            at -= this.content.length();
        }
        return kept;
    }

}
