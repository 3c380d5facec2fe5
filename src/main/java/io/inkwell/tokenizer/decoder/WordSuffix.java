package io.inkwell.tokenizer.decoder;

import java.util.function.Consumer;

/**
 * Replaces an end-of-word suffix such as {@code </w>} by a space. The last token of a
 * text gets no space, so a trailing space is held back until the next token.
 */
final class WordSuffix implements DecoderStage {

    private final String suffix;

    /** The last token from its suffix on; empty if it has none. */
    private String tail = "";

    WordSuffix(String suffix) {
        this.suffix = suffix;
    }

    @Override
    public void accept(String token, Consumer<String> next) {
        if (!this.tail.isEmpty()) {
            next.accept(this.tail.replace(this.suffix, " "));
        }
        int mark = token.indexOf(this.suffix);
        next.accept((mark < 0) ? token : token.substring(0, mark));
        this.tail = (mark < 0) ? "" : token.substring(mark);
    }

    @Override
    public void finish(Consumer<String> next) {
        if (!this.tail.isEmpty()) {
            next.accept(this.tail.replace(this.suffix, ""));
        }
        this.tail = "";
    }

    @Override
    public DecoderStage copy() {
        WordSuffix copy = new WordSuffix(this.suffix);
        copy.tail = this.tail;
        return copy;
    }

    @Override
    public String label(String token, boolean isFirst) {
        return token.replace(this.suffix, " ");
    }

}
