package io.inkwell.error;

/** Truncates text for messages. */
public final class Excerpt {

    private Excerpt() {
    }

    /** At most {@code maxLength} characters; never splits a surrogate pair. */
    public static String of(String text, int maxLength) {
        if (text.length() <= maxLength) {
            return text;
        }
        boolean cutsPair = Character.isHighSurrogate(text.charAt(maxLength - 1));
        return text.substring(0, cutsPair ? maxLength - 1 : maxLength);
    }

}
