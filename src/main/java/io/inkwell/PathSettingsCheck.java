package io.inkwell;

import java.util.List;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.diagnostics.FailureAnalyzedException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.ConfigurableEnvironment;

import io.inkwell.cli.FileNames;

/**
 * Stops the start if a setting names a file that this process can never open, above all
 * in the POSIX locale, where names of files have to be ASCII.
 */
@Order(Ordered.LOWEST_PRECEDENCE)
class PathSettingsCheck implements EnvironmentPostProcessor {

    private static final List<String> SETTINGS = List.of("inkwell.model", "inkwell.chat-template",
            "inkwell.security.api-keys-file");

    private static final String ADVICE = "Correct the path, or run the service in a locale with UTF-8.";

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        Binder binder = Binder.get(environment);
        for (String setting : SETTINGS) {
            FileNames.problem(binder.bind(setting, String.class).orElse("")).ifPresent((problem) -> {
                throw new FailureAnalyzedException(setting + ": " + problem + ".", ADVICE);
            });
        }
    }

}
