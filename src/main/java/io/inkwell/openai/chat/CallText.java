package io.inkwell.openai.chat;

import org.jspecify.annotations.Nullable;

/**
 * Divides the text of a function call: the name, a space, the arguments. Not thread-safe.
 */
final class CallText {

    private final StringBuilder start = new StringBuilder();

    private @Nullable String name;

    private boolean isInArguments;

    /**
     * @param name the name if it is known before the text; else null
     */
    CallText(@Nullable String name) {
        this.name = name;
    }

    /** The name of the function; null until it is known. */
    @Nullable String name() {
        return this.name;
    }

    /** Takes the text that follows, and returns its part of the arguments. */
    String next(String text) {
        if (this.isInArguments) {
            return text;
        }
        this.start.append(text);
        int end = this.start.indexOf(" ");
        if (end < 0) {
            return "";
        }
        this.isInArguments = true;
        this.name = this.start.substring(0, end);
        return this.start.substring(end + 1);
    }

}
