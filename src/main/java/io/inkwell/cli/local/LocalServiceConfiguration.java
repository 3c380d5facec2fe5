package io.inkwell.cli.local;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

import io.inkwell.openai.CompletionJson;
import io.inkwell.web.JsonBodies;

/**
 * Beans that commands need in addition to those of the service. Not a
 * {@code @Configuration}, so that the component scan of the web service skips it.
 */
@ImportAutoConfiguration(JacksonAutoConfiguration.class)
@Import({ JsonBodies.class, CompletionJson.class })
class LocalServiceConfiguration {

    /** Records nothing, as it has no child registry. */
    @Bean
    MeterRegistry meters() {
        return new CompositeMeterRegistry();
    }

}
