package io.inkwell;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.locks.LockSupport;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.context.annotation.Bean;

import io.inkwell.chat.ChatTemplateException;
import io.inkwell.engine.request.EngineListener;
import io.inkwell.registry.LoadedModel;
import io.inkwell.registry.ModelRegistry;
import io.inkwell.registry.ModelSource;
import io.inkwell.registry.ServedNames;
import io.inkwell.settings.InkwellProperties;
import io.inkwell.startup.ServingConfiguration;

/**
 * Injects a delay: while a file exists, every engine step is slow, so that streams stay
 * open as long as a test needs. A main program for process tests, and a configuration
 * that overrides a bean of {@link Inkwell} for others.
 */
public class SlowSteps {

    private static final Duration DELAY = Duration.ofMillis(50);

    public static void main(String[] args) {
        SpringApplication program = new SpringApplication(Inkwell.class, SlowSteps.class);
        program.setAllowBeanDefinitionOverriding(true);
        program.run(args);
    }

    @Bean
    ModelRegistry modelRegistry(InkwellProperties properties, InstantSource clock,
            @Value("${slow-steps.while-exists}") Path brake) throws IOException, ChatTemplateException {
        EngineListener listener = new EngineListener() {
            @Override
            public void onStep(int numSequences, int numRows, Duration duration) {
                if (Files.exists(brake)) {
                    LockSupport.parkNanos(DELAY.toNanos());
                }
            }
        };
        return new ModelRegistry(LoadedModel.load(ModelSource.of(properties.model()),
                ServingConfiguration.options(properties), clock.instant(), (model) -> listener, System::nanoTime),
                ServedNames.OWN);
    }

}
