package io.inkwell.cli.serve;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The settings of the service on a command line. Spring Boot ignores a name that it does
 * not know; here it is refused. Names below {@code inkwell} are checked when the service
 * starts, where they may come from files and the environment as well.
 */
public final class SettingArguments {

    private static final String INKWELL = "inkwell.";

    private static final String SPRING = "spring.";

    /** The port of a server that Spring Boot is not to start. */
    private static final String NO_SERVER = "-1";

    /** Those that need no look into the catalog, which takes time. */
    private static final Set<String> COMMON = Stream.of(ServeOption.values())
        .map(ServeOption::setting)
        .map(SettingArgument::canonical)
        .collect(Collectors.toUnmodifiableSet());

    /** The first thing wrong with them, if there is any. */
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
        return setting.value().equals(NO_SERVER) ? Optional.empty() : setting.problem("--" + setting.name());
    }

    private Optional<String> unknown(SettingArgument setting) {
        SettingCatalog settings = SettingCatalog.read(SettingArguments.class.getClassLoader());
        if (settings.contains(setting.name())) {
            return Optional.empty();
        }
        Optional<String> nearest = settings.nearest(setting.name());
        // Not all of Spring's own names are in the catalog.
        if (nearest.isEmpty() && setting.canonicalName().startsWith(SPRING)) {
            return Optional.empty();
        }
        return Optional.of("--" + setting.name() + " is not a setting"
                + nearest.map((name) -> ". Did you mean --" + name + "?").orElse(""));
    }

}
