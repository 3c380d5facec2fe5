package io.inkwell.startup;

import org.jspecify.annotations.Nullable;

import io.inkwell.settings.SettingException;

/** The file that the settings name holds no API keys that can be read. */
class UnusableApiKeysException extends SettingException {

    private static final String ADVICE = """
            Set inkwell.security.api-keys-file to a YAML list of keys. "java -jar inkwell.jar keys create" prints an \
            entry of one; an empty file is a list of none.""";

    UnusableApiKeysException(@Nullable String file, Exception cause) {
        super("inkwell.security.api-keys-file: \"%s\" cannot be used: %s".formatted(file, cause.getMessage()), ADVICE,
                cause);
    }

}
