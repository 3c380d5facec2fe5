package io.inkwell.cli.serve;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.config.ConfigDataNotFoundException;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.origin.Origin;
import org.springframework.util.ClassUtils;
import org.springframework.util.unit.DataSize;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;

import io.inkwell.settings.SettingException;

/** Finds the invalid setting behind a failed start and describes it. */
public final class InvalidSetting {

    private static final int MAX_CAUSES = 20;

    private InvalidSetting() {
    }

    /**
     * One sentence, possibly with a line of advice; empty if no setting is invalid.
     */
    public static Optional<String> describe(Throwable failure) {
        return causes(failure).flatMap((cause) -> describeAlone(cause).stream()).findFirst();
    }

    private static Optional<String> describeAlone(Throwable failure) {
        if (failure instanceof SettingException wrong) {
            return Optional.of(wrong.describe());
        }
        if (failure instanceof ConfigDataNotFoundException missing) {
            return Optional.of(String.valueOf(missing.getMessage()));
        }
        if (failure instanceof MarkedYAMLException broken) {
            return Optional.of(describeYaml(broken));
        }
        return (failure instanceof BindException bind) ? describeValue(bind).or(() -> rule(bind)) : Optional.empty();
    }

    private static String describeYaml(MarkedYAMLException failure) {
        Mark mark = failure.getProblemMark();
        String place = (mark != null) ? "line %d, column %d: ".formatted(mark.getLine() + 1, mark.getColumn() + 1) : "";
        return "a settings file is not valid YAML: " + place + failure.getProblem();
    }

    private static Optional<String> describeValue(BindException failure) {
        ConfigurationProperty setting = failure.getProperty();
        return (setting == null) ? Optional.empty()
                : Optional.of(setting.getName() + " must be " + expected(failure.getTarget().getType().resolve())
                        + "; given: \"" + setting.getValue() + "\"" + place(setting));
    }

    private static String place(ConfigurationProperty setting) {
        Origin origin = setting.getOrigin();
        return (origin == null || origin.toString().contains("\"commandLineArgs\"")) ? ""
                : System.lineSeparator() + "Origin: " + origin + ".";
    }

    /** The rule that a value violates, or a pair of values. */
    private static Optional<String> rule(BindException failure) {
        return causes(failure).reduce((first, last) -> last)
            .filter(IllegalArgumentException.class::isInstance)
            .map(Throwable::getMessage);
    }

    private static String expected(@Nullable Class<?> type) {
        Class<?> target = (type != null) ? ClassUtils.resolvePrimitiveIfNecessary(type) : Object.class;
        if (target.isEnum()) {
            return Arrays.stream(target.getEnumConstants())
                .map((constant) -> String.valueOf(constant).toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", ", "one of ", ""));
        }
        if (target == Boolean.class) {
            return "true or false";
        }
        if (target == Integer.class || target == Long.class) {
            return "a whole number";
        }
        if (target == Double.class || target == Float.class) {
            return "a number";
        }
        if (target == Duration.class) {
            return "a duration such as 500ms, 30s or 10m";
        }
        return (target == DataSize.class) ? "a size such as 512KB, 64MB or 2GB" : "a value of another type";
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause).limit(MAX_CAUSES);
    }

}
