package io.inkwell.autoconfigure;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

import io.inkwell.api.Inkwell;

/**
 * Opens the model of the settings, unless the program opens one itself. The service
 * excludes it.
 */
@AutoConfiguration
@EnableConfigurationProperties(LibraryProperties.class)
public final class InkwellAutoConfiguration {

    @Bean(destroyMethod = "close")
    @ConditionalOnMissingBean
    Inkwell inkwell(LibraryProperties properties) {
        return Inkwell.open(properties.model(), properties.options());
    }

}
