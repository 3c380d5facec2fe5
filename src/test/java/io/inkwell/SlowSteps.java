package io.inkwell;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.context.annotation.Bean;

import io.inkwell.engine.request.EngineListener;
import io.inkwell.model.program.ComputeDevice;
import io.inkwell.registry.LoadedModel;
import io.inkwell.registry.MemoryShares;
import io.inkwell.registry.ModelLoader;
import io.inkwell.registry.ModelSource;
import io.inkwell.settings.InkwellProperties;
import io.inkwell.startup.ServingConfiguration;

/**
 * Injects a delay: while a file exists, every engine step is slow, so that streams stay
 * open as long as a test needs. A main program for process tests, and a configuration
 * that overrides a bean of {@link InkwellApplication} for others.
 */
public class SlowSteps {

    private static final Duration DELAY = Duration.ofMillis(50);

    public static void main(String[] args) {
        SpringApplication program = new SpringApplication(InkwellApplication.class, SlowSteps.class);
        program.setAllowBeanDefinitionOverriding(true);
        program.run(args);
    }

    @Bean
    ModelLoader modelLoader(InkwellProperties properties, MemoryShares memory, InstantSource clock,
            @Value("${slow-steps.while-exists}") Path brake) {
        EngineListener listener = new EngineListener() {
            @Override
            public void onStep(int numSequences, int numRows, Duration duration) {
                if (Files.exists(brake)) {
                    LockSupport.parkNanos(DELAY.toNanos());
                }
            }
        };
        return (spec, cancelled) -> LoadedModel.load(ModelSource.of(spec.location()).named(spec.name()),
                ServingConfiguration.options(properties, spec, List.of(ComputeDevice.CPU), memory, null),
                clock.instant(), (devices) -> listener, System::nanoTime);
    }

}
