package io.inkwell.tokenizer.decoder;

import io.inkwell.error.Excerpt;

/**
 * A text that a regular expression can read a limited number of times, in proportion to
 * its length. Ends searches that would take quadratic time or more.
 */
final class BoundedText implements CharSequence {

    private static final int MIN_READS = 10_000;

    private static final int READS_PER_CHARACTER = 100;

    private static final int MAX_SHOWN = 80;

    private final String text;

    private long readsLeft;

    BoundedText(String text) {
        this.text = text;
        this.readsLeft = MIN_READS + (long) READS_PER_CHARACTER * text.length();
    }

    /**
     * @throws IllegalStateException if no reads are left
     */
    @Override
    public char charAt(int index) {
        if (--this.readsLeft < 0) {
            throw new IllegalStateException("the regular expression of the decoder takes too long on the token '"
                    + Excerpt.of(this.text, MAX_SHOWN) + "'");
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
