package io.inkwell.startup;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.inkwell.admission.ApiKeyStore;
import io.inkwell.admission.PublicPaths;
import io.inkwell.settings.InkwellProperties;

/** Configures the filters and counters that admit requests. */
@Configuration(proxyBeanMethods = false)
class AdmissionConfiguration {

    @Bean
    PublicPaths publicPaths(InkwellProperties properties) {
        return new PublicPaths(properties.security().publicMetrics());
    }

    @Bean
    ApiKeyStore keyring(InkwellProperties properties) {
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
