package io.inkwell.startup;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.ConfigurableEnvironment;

import io.inkwell.error.FileNames;
import io.inkwell.registry.ModelSource;
import io.inkwell.settings.FineTuningSettings;
import io.inkwell.settings.SettingException;

/**
 * Stops the start if this process can never open a configured file, for example because
 * the POSIX locale allows only ASCII file names.
 */
@Order(Ordered.LOWEST_PRECEDENCE)
class PathSettingsCheck implements EnvironmentPostProcessor {

    private static final String MODEL = "inkwell.model";

    private static final String SOURCE = "inkwell.models[%d].source";

    private static final List<String> SETTINGS = List.of(MODEL, "inkwell.chat-template",
            "inkwell.security.api-keys-file", "inkwell.admin.models-folder", "inkwell.adapters.dir",
            FineTuningSettings.FOLDER);

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        Binder binder = Binder.get(environment);
        Stream.concat(SETTINGS.stream(), sources(binder))
            .forEach((setting) -> checkPath(setting, binder.bind(setting, String.class).orElse("")));
        checkModel(binder.bind(MODEL, String.class).orElse(""));
    }

    private static Stream<String> sources(Binder binder) {
        return IntStream.iterate(0, (i) -> i + 1)
            .mapToObj(SOURCE::formatted)
            .takeWhile((setting) -> binder.bind(setting, String.class).isBound());
    }

    private static void checkPath(String setting, String path) {
        FileNames.problem(path).ifPresent((problem) -> {
            throw new SettingException(setting + ": " + problem + ".", "");
        });
    }

    // Fails before the context starts, which takes seconds.
    private static void checkModel(String model) {
        try {
            if (!model.isBlank()) {
                Optional<ModelSource> source = ModelSource.find(model);
                if (source.isPresent()) {
                    source.get().requireCheckpoint();
                }
            }
        }
        catch (IOException ex) {
            throw StartupFailure.model(model, ex);
        }
    }

}
