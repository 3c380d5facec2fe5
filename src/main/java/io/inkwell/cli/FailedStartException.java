package io.inkwell.cli;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.diagnostics.FailureAnalyzedException;

/** The service did not start; the message says in one line what is wrong. */
final class FailedStartException extends RuntimeException {

    FailedStartException(RuntimeException cause) {
        super(describe(cause).replaceAll("\\s+", " ").strip(), cause);
    }

    private static String describe(Throwable failure) {
        if (failure instanceof FailureAnalyzedException analyzed) {
            return analyzed.analysis().getDescription();
        }
        ConfigurationProperty setting = (failure instanceof BindException bind) ? bind.getProperty() : null;
        if (setting != null) {
            return setting.getName() + " must not be \"" + setting.getValue() + "\"" + choices((BindException) failure);
        }
        Throwable cause = failure.getCause();
        return (cause != null) ? describe(cause) : String.valueOf(failure.getMessage());
    }

    private static String choices(BindException failure) {
        Class<?> type = failure.getTarget().getType().toClass();
        @Nullable Object[] constants = type.getEnumConstants();
        return (constants == null) ? ""
                : Arrays.stream(constants)
                    .map((constant) -> String.valueOf(constant).toLowerCase(Locale.ROOT))
                    .collect(Collectors.joining(", ", "; it is one of ", ""));
    }

}
