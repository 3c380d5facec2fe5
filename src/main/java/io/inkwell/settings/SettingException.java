package io.inkwell.settings;

import org.jspecify.annotations.Nullable;

/**
 * A setting for which the service does not start. The message names the setting, the rule
 * and the value.
 */
public class SettingException extends RuntimeException {

    private final String advice;

    /**
     * @param advice what to do instead; may be empty
     */
    public SettingException(String message, String advice) {
        this(message, advice, null);
    }

    public SettingException(String message, String advice, @Nullable Throwable cause) {
        super(message, cause);
        this.advice = advice;
    }

    /** The message, and the advice in a line of its own. */
    public String describe() {
        return this.advice.isEmpty() ? String.valueOf(getMessage())
                : getMessage() + System.lineSeparator() + this.advice;
    }

}
