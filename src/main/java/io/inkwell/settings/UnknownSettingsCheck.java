package io.inkwell.settings;

import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.origin.PropertySourceOrigin;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.CommandLinePropertySource;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import io.inkwell.error.NearestName;

/**
 * Stops the start early if a setting is not defined in {@link InkwellProperties}. Spring
 * Boot's own check ignores system properties and the environment, and mistakes a setting
 * without a value for an unknown one.
 */
@Order(Ordered.LOWEST_PRECEDENCE)
class UnknownSettingsCheck implements EnvironmentPostProcessor {

    private final SettingNames names = new SettingNames();

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        List<String> problems = environment.getPropertySources()
            .stream()
            .filter((source) -> !ConfigurationPropertySources.isAttachedConfigurationPropertySource(source))
            .filter(EnumerablePropertySource.class::isInstance)
            .flatMap((source) -> problems((EnumerablePropertySource<?>) source))
            .toList();
        if (!problems.isEmpty()) {
            throw new SettingException(String.join(System.lineSeparator(), problems), "");
        }
    }

    private Stream<String> problems(EnumerablePropertySource<?> source) {
        List<String> given = List.of(source.getPropertyNames());
        Stream<String> problems = unknown(source, given).map((name) -> problem(source, name, this.names.properties()));
        if (source instanceof SystemEnvironmentPropertySource) {
            return Stream.concat(problems,
                    unknownVariables(given).map((name) -> problem(source, name, this.names.variables())));
        }
        return problems;
    }

    private Stream<String> unknown(EnumerablePropertySource<?> source, List<String> given) {
        // In YAML, a group whose settings are all commented out exists without a value.
        Predicate<String> emptyGroup = (name) -> this.names.isGroup(name) && "".equals(source.getProperty(name));
        return given.stream()
            .filter(this.names::claims)
            .filter(Predicate.not(this.names::contains))
            .filter(Predicate.not(emptyGroup));
    }

    private Stream<String> unknownVariables(List<String> given) {
        return given.stream()
            .filter(this.names::claimsVariable)
            .filter(Predicate.not(this.names::containsVariable))
            .filter(Predicate.not(new ServiceLinks(given)::contains));
    }

    private static String problem(EnumerablePropertySource<?> source, String name, Collection<String> candidates) {
        String prefix = (source instanceof CommandLinePropertySource) ? "--" : "";
        String question = NearestName.to(name, candidates)
            .map((nearest) -> "Did you mean " + prefix + nearest + "?")
            .orElse("config/application.yaml explains the settings.");
        return prefix + name + " is not a setting. " + question + place(source, name);
    }

    private static String place(EnumerablePropertySource<?> source, String name) {
        boolean isPlain = source instanceof CommandLinePropertySource
                || source instanceof SystemEnvironmentPropertySource;
        return isPlain ? "" : " Origin: " + PropertySourceOrigin.get(source, name) + ".";
    }

}
