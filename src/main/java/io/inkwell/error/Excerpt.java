package io.inkwell.error;

/** The beginning of a text, for a message. */
public final class Excerpt {

    private Excerpt() {
    }

    /** At most so many characters; no surrogate pair is cut in two. */
    public static String of(String text, int maxLength) {
        if (text.length() <= maxLength) {
            return text;
        }
        boolean cutsPair = Character.isHighSurrogate(text.charAt(maxLength - 1));
        return text.substring(0, cutsPair ? maxLength - 1 : maxLength);
    }

}
