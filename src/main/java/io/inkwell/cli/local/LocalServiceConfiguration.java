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
 * What commands need beside the beans that serving is made of. Not annotated as a
 * configuration, so that the scan of the web service does not find it.
 */
@ImportAutoConfiguration(JacksonAutoConfiguration.class)
@Import({ JsonBodies.class, CompletionJson.class })
class LocalServiceConfiguration {

    /** Counts nothing, having no registry to pass it on to. */
    @Bean
    MeterRegistry meters() {
        return new CompositeMeterRegistry();
    }

}
