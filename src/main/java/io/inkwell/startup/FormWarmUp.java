package io.inkwell.startup;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

import io.inkwell.limits.TextInSchedulers;
import io.inkwell.registry.LoadedModel;
import io.inkwell.registry.ModelRegistry;

/**
 * Warms structured output up after the start, on the thread that compiles forms.
 * Readiness does not wait for it.
 */
@Component
class FormWarmUp {

    private final ModelRegistry registry;

    private final TextInSchedulers textIn;

    FormWarmUp(ModelRegistry registry, TextInSchedulers textIn) {
        this.registry = registry;
        this.textIn = textIn;
    }

    /**
     * A command of the terminal, which has no web server, leaves its time to the work.
     */
    @EventListener
    void onReady(ApplicationReadyEvent event) {
        if (event.getApplicationContext() instanceof WebServerApplicationContext web && web.getWebServer() != null) {
            for (LoadedModel model : this.registry.loaded()) {
                this.textIn.forms().schedule(model.outputForms()::warmUp);
            }
        }
    }

}
