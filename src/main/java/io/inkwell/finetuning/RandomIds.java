package io.inkwell.finetuning;

import java.util.random.RandomGenerator;

/** Draws ids such as {@code file-x7Kd02...}. Thread-safe if the generator is. */
public final class RandomIds {

    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    private static final int LENGTH = 24;

    private final RandomGenerator random;

    public RandomIds(RandomGenerator random) {
        this.random = random;
    }

    /**
     * @param prefix the kind, such as {@code file}
     */
    public String next(String prefix) {
        return prefix + "-" + letters(LENGTH);
    }

    /** Random letters and digits, for the end of a model's name. */
    public String letters(int length) {
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append(ALPHABET.charAt(this.random.nextInt(ALPHABET.length())));
        }
        return text.toString();
    }

    /** A seed that every client can store: 31 bits, not negative. */
    public int seed() {
        return this.random.nextInt(Integer.MAX_VALUE);
    }

}
