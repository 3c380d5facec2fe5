package io.inkwell.startup;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.inkwell.access.ApiKeyStore;
import io.inkwell.access.PublicPaths;
import io.inkwell.settings.InkwellProperties;

/** Creates the store of API keys. */
@Configuration(proxyBeanMethods = false)
class AccessConfiguration {

    @Bean
    PublicPaths publicPaths(InkwellProperties properties) {
        return new PublicPaths(properties.security().publicMetrics(), properties.studio().enabled());
    }

    @Bean
    ApiKeyStore apiKeyStore(InkwellProperties properties) {
        InkwellProperties.Security security = properties.security();
        String file = security.apiKeysFile();
        try {
            return ApiKeyStore.open(security.apiKeys(), (file != null) ? Path.of(file) : null);
        }
        catch (IOException | InvalidPathException ex) {
            throw StartupFailure.apiKeys(file, ex);
        }
    }

}
