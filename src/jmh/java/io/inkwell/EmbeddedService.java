package io.inkwell;

import java.util.Objects;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import tools.jackson.databind.json.JsonMapper;

import io.inkwell.completion.CompletionRequest;
import io.inkwell.completion.CompletionService;
import io.inkwell.completion.EncodedCompletion;
import io.inkwell.registry.ModelRegistry;
import io.inkwell.registry.ModelUse;
import io.inkwell.startup.ServingConfiguration;

/**
 * The service with the embedded model and without HTTP, for benchmarks of its parts.
 */
public final class EmbeddedService implements AutoCloseable {

    private final ConfigurableApplicationContext context;

    private final ModelUse use;

    public EmbeddedService() {
        SpringApplication application = new SpringApplication(ServingConfiguration.class, Surroundings.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        this.context = application.run();
        this.use = this.context.getBean(ModelRegistry.class).use(ModelRegistry.DEFAULT);
    }

    public EncodedCompletion encode(CompletionRequest request) {
        return Objects.requireNonNull(this.context.getBean(CompletionService.class).encode(this.use.model(), request).block());
    }

    public JsonMapper json() {
        return this.context.getBean(JsonMapper.class);
    }

    @Override
    public void close() {
        this.use.close();
        this.context.close();
    }

    @ImportAutoConfiguration(JacksonAutoConfiguration.class)
    static class Surroundings {

        @Bean
        MeterRegistry meters() {
            return new CompositeMeterRegistry();
        }

    }

}
