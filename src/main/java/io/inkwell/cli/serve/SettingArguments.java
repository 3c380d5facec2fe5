package io.inkwell.cli.serve;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.inkwell.settings.PortSetting;

/**
 * The settings on the command line. Rejects unknown names, which Spring Boot ignores.
 * Names below {@code inkwell} are checked at startup, together with those from files and
 * the environment.
 */
public final class SettingArguments {

    private static final String INKWELL = "inkwell.";

    private static final String SPRING = "spring.";

    /** Names that are accepted without loading the catalog, which takes time. */
    private static final Set<String> COMMON = Stream.of(ServeOption.values())
        .map(ServeOption::setting)
        .map(SettingArgument::canonical)
        .collect(Collectors.toUnmodifiableSet());

    /** The first problem, if any. */
    public Optional<String> problem(List<String> settings) {
        Set<String> seen = new HashSet<>();
        return settings.stream().map((argument) -> problem(argument, seen)).flatMap(Optional::stream).findFirst();
    }

    private Optional<String> problem(String argument, Set<String> seen) {
        SettingArgument setting = SettingArgument.parse(argument);
        String option = "--" + setting.name();
        if (!argument.contains("=")) {
            return Optional.of(option + " needs a value: " + option + "=<value>");
        }
        String name = setting.canonicalName();
        if (COMMON.contains(name)) {
            return seen.add(name) ? value(setting) : Optional.of(option + " is given twice");
        }
        return name.startsWith(INKWELL) ? Optional.empty() : unknown(setting).or(() -> value(setting));
    }

    private static Optional<String> value(SettingArgument setting) {
        return setting.value().equals(PortSetting.NO_SERVER) ? Optional.empty()
                : setting.problem("--" + setting.name());
    }

    private Optional<String> unknown(SettingArgument setting) {
        SettingCatalog settings = SettingCatalog.read(SettingArguments.class.getClassLoader());
        if (settings.contains(setting.name())) {
            return Optional.empty();
        }
        Optional<String> nearest = settings.nearest(setting.name());
        // The catalog lacks some of Spring's own names.
        if (nearest.isEmpty() && setting.canonicalName().startsWith(SPRING)) {
            return Optional.empty();
        }
        return Optional.of("--" + setting.name() + " is not a setting"
                + nearest.map((name) -> ". Did you mean --" + name + "?").orElse(""));
    }

}
