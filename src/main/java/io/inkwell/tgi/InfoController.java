package io.inkwell.tgi;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import io.inkwell.openai.CompletionLimits;
import io.inkwell.registry.ModelRegistry;
import io.inkwell.registry.ModelStatus;

/** {@code GET /info}: the first model and the limits of a request. Loads no model. */
@RestController
class InfoController {

    private final ModelRegistry registry;

    private final CompletionLimits limits;

    private final String version;

    InfoController(ModelRegistry registry, CompletionLimits limits,
            @Value("${spring.application.version}") String version) {
        this.registry = registry;
        this.limits = limits;
        this.version = version;
    }

    @GetMapping("/info")
    Info info() {
        ModelStatus model = this.registry.resolve(ModelRegistry.DEFAULT);
        Integer contextLength = model.contextLength();
        return new Info(model.root(), null, "text-generation", this.limits.maxBestOf(),
                this.limits.stops().maxStrings(), (contextLength != null) ? contextLength - 1 : null, contextLength, 1,
                "inkwell", this.version);
    }

}
