package io.inkwell.studio.browser;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.ContextConfiguration;

import io.inkwell.InkwellApplication;
import io.inkwell.SlowSteps;

/**
 * Runs a test of the studio in a browser, with a service that a {@link Brake} slows down.
 * Its models are the embedded one, {@code markup}, which is a {@link MarkupModel}, and
 * {@code idle}, the same model, which leaves memory after a second without use.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(classes = { InkwellApplication.class, SlowSteps.class, HeldLoads.class },
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = { "inkwell.precision=float32", "inkwell.kv-cache.size=64MB", "inkwell.models[0].source=embedded",
                "inkwell.models[0].kv-cache-share=0.8", "inkwell.models[1].name=markup",
                "inkwell.models[1].source=" + MarkupModel.FOLDER, "inkwell.models[2].name=idle",
                "inkwell.models[2].source=" + MarkupModel.FOLDER, "inkwell.models[2].idle-timeout=1s",
                "inkwell.limits.model-load-wait=2s", "slow-steps.while-exists=" + Brake.STEPS,
                "spring.main.allow-bean-definition-overriding=true" })
@ContextConfiguration(initializers = MarkupModel.class)
@ExtendWith(StudioExtension.class)
public @interface StudioService {

}
