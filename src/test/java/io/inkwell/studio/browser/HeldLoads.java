package io.inkwell.studio.browser;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;

import io.inkwell.registry.ModelLoader;

/** Injects a delay: loads of models wait while a {@link Brake} holds them. */
class HeldLoads {

    private static final Path BRAKE = Brake.path(Brake.LOADS);

    private static final Duration POLL = Duration.ofMillis(20);

    @Bean
    static BeanPostProcessor loaderThatWaits() {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                return (bean instanceof ModelLoader loader) ? waiting(loader) : bean;
            }
        };
    }

    private static ModelLoader waiting(ModelLoader loader) {
        return (spec, cancelled) -> {
            while (Files.exists(BRAKE)) {
                LockSupport.parkNanos(POLL.toNanos());
            }
            return loader.load(spec, cancelled);
        };
    }

}
