package io.inkwell.tokenizer.definition;

import java.util.function.Supplier;

/** A text that a regular expression can read a limited number of times. */
public final class BoundedText implements CharSequence {

    private final String text;

    private final Supplier<? extends RuntimeException> failure;

    private long readsLeft;

    /**
     * @param maxReads number of characters that can be read, some of them several times
     * @param failure ends the search that reads more
     */
    public BoundedText(String text, long maxReads, Supplier<? extends RuntimeException> failure) {
        this.text = text;
        this.readsLeft = maxReads;
        this.failure = failure;
    }

    @Override
    public char charAt(int index) {
        if (--this.readsLeft < 0) {
            throw this.failure.get();
        }
        return this.text.charAt(index);
    }

    @Override
    public int length() {
        return this.text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return this.text.subSequence(start, end);
    }

    @Override
    public String toString() {
        return this.text;
    }

}
