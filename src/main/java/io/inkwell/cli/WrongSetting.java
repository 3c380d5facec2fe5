package io.inkwell.cli;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;

/** A value that a setting cannot have. */
public final class WrongSetting {

    private WrongSetting() {
    }

    /** One sentence, or nothing if it is not known which setting it is. */
    public static Optional<String> describe(BindException failure) {
        ConfigurationProperty setting = failure.getProperty();
        return (setting == null) ? Optional.empty() : Optional
            .of(setting.getName() + " must not be \"" + setting.getValue() + "\"" + choices(constants(failure)));
    }

    /** Whether the setting takes one of a few words. */
    public static boolean isChoice(BindException failure) {
        return constants(failure) != null;
    }

    private static @Nullable Object @Nullable [] constants(BindException failure) {
        return failure.getTarget().getType().toClass().getEnumConstants();
    }

    private static String choices(@Nullable Object @Nullable [] constants) {
        return (constants == null) ? ""
                : Arrays.stream(constants)
                    .map((constant) -> String.valueOf(constant).toLowerCase(Locale.ROOT))
                    .collect(Collectors.joining(", ", "; it is one of ", ""));
    }

}
