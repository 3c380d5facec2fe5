package io.inkwell.startup;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

import io.inkwell.registry.LoadedModel;
import io.inkwell.registry.ModelRegistry;
import io.inkwell.settings.InkwellProperties;

/**
 * Logs what the service serves, the device, the addresses and the authentication mode.
 */
@Component
class StartupLog {

    private static final Logger logger = LoggerFactory.getLogger(StartupLog.class);

    private final ModelRegistry registry;

    private final InkwellProperties properties;

    StartupLog(ModelRegistry registry, InkwellProperties properties) {
        this.registry = registry;
        this.properties = properties;
    }

    @EventListener
    @Order(Ordered.LOWEST_PRECEDENCE)
    void onReady(ApplicationReadyEvent event) {
        if (event.getApplicationContext() instanceof WebServerApplicationContext web && web.getWebServer() != null) {
            String url = ServiceUrl.of(web.getBean(ServerProperties.class), web.getWebServer().getPort());
            for (LoadedModel model : this.registry.loaded()) {
                logger.info("Serving {} on {} in {} with {} kernels at {}", model.name(), model.device(),
                        model.model().precision().label(), model.model().kernels().label(), url);
            }
            if (this.properties.studio().enabled()) {
                logger.info("The studio is at {}/ (inkwell.studio.enabled=false removes it)", url);
            }
            logAuthentication();
        }
    }

    private void logAuthentication() {
        InkwellProperties.Security security = this.properties.security();
        if (security.anonymous()) {
            logger.warn("Authentication is disabled (inkwell.security.anonymous=true)");
        }
        else if (!security.hasKeys()) {
            logger.warn("No API key is configured: listening on the loopback address only. "
                    + "Set inkwell.security.api-keys or inkwell.security.anonymous to accept other clients");
        }
    }

}
