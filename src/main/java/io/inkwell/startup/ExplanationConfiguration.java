package io.inkwell.startup;

import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;

import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.DependsOn;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

import io.inkwell.explanation.ExplanationExecutor;
import io.inkwell.explanation.ExplanationLimits;
import io.inkwell.explanation.Float32Models;
import io.inkwell.explanation.Limit;
import io.inkwell.model.program.DjlRuntime;
import io.inkwell.openai.CompletionLimits;
import io.inkwell.registry.ModelRegistry;
import io.inkwell.settings.InkwellProperties;
import io.inkwell.settings.LimitSettings;

/** Configures the explanation services. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty(name = "inkwell.explain.enabled", matchIfMissing = true)
class ExplanationConfiguration {

    @Bean
    ExplanationLimits explanationLimits(InkwellProperties properties, CompletionLimits completions) {
        InkwellProperties.Explain explain = properties.explain();
        LimitSettings limits = properties.limits();
        return new ExplanationLimits(new Limit("inkwell.explain.max-tokens", explain.maxTokens()),
                new Limit("inkwell.explain.max-new-tokens", explain.maxNewTokens()),
                new Limit("inkwell.explain.max-texts", explain.maxTexts()),
                new Limit("inkwell.explain.max-top", explain.maxTop()),
                new Limit("inkwell.limits.max-logprob-entries", limits.maxLogprobEntries()),
                new Limit("inkwell.explain.max-numbers", explain.maxNumbers()),
                new Limit("inkwell.limits.max-beams", limits.maxBeams()), completions.stops(), completions.sampling());
    }

    @Bean
    LongSupplier nanoClock() {
        return System::nanoTime;
    }

    @Bean
    LongSupplier seeds() {
        return () -> ThreadLocalRandom.current().nextLong();
    }

    @Bean
    Float32Models float32Models(InkwellProperties properties, ModelRegistry registry) {
        Float32Models models = new Float32Models(properties.explain().idleTimeout(), Schedulers.boundedElastic());
        registry.addListener(models);
        return models;
    }

    /** Closed before the models that its threads use. */
    @Bean
    @DependsOn("float32Models")
    ExplanationExecutor explanationExecutor(InkwellProperties properties, ModelRegistry models) {
        InkwellProperties.Explain explain = properties.explain();
        return new ExplanationExecutor(explain.threads(), explain.maxWaiting(), properties.limits().requestDeadline(),
                System::nanoTime, () -> DjlRuntime.useOneCoreHere(areGenerating(models)));
    }

    private static boolean areGenerating(ModelRegistry models) {
        return models.loaded()
            .stream()
            .flatMap((model) -> model.pool().snapshots().stream())
            .anyMatch((engine) -> engine.numRunning() > 0);
    }

    /**
     * Reads weights while responses are sent. One thread serves all downloads, because it
     * reads only as much as the clients request.
     */
    @Bean(destroyMethod = "dispose")
    Scheduler weightsOutScheduler() {
        return Schedulers.newSingle("weights-out", true);
    }

}
