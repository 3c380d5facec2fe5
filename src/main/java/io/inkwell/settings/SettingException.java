package io.inkwell.settings;

import org.jspecify.annotations.Nullable;

/**
 * An invalid setting that prevents the start. The message names the setting, the rule and
 * the value.
 */
public class SettingException extends RuntimeException {

    private final String advice;

    /**
     * @param advice how to fix the setting; may be empty
     */
    public SettingException(String message, String advice) {
        this(message, advice, null);
    }

    public SettingException(String message, String advice, @Nullable Throwable cause) {
        super(message, cause);
        this.advice = advice;
    }

    /** The message, with the advice on a separate line. */
    public String describe() {
        return this.advice.isEmpty() ? String.valueOf(getMessage())
                : getMessage() + System.lineSeparator() + this.advice;
    }

}
