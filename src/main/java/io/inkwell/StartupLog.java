package io.inkwell;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

import io.inkwell.registry.LoadedModel;
import io.inkwell.registry.ModelRegistry;

/** The last line of the start: what is served, on what, and where. */
@Component
class StartupLog {

    private static final Logger logger = LoggerFactory.getLogger(StartupLog.class);

    private final ModelRegistry registry;

    StartupLog(ModelRegistry registry) {
        this.registry = registry;
    }

    @EventListener
    @Order(Ordered.LOWEST_PRECEDENCE)
    void onReady(ApplicationReadyEvent event) {
        if (event.getApplicationContext() instanceof WebServerApplicationContext web && web.getWebServer() != null) {
            LoadedModel model = this.registry.first();
            logger.info("Serving {} on {} in {} at http://localhost:{}", model.name(), model.model().device(),
                    model.model().precision().label(), web.getWebServer().getPort());
        }
    }

}
