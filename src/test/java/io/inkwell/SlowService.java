package io.inkwell;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.boot.test.context.SpringBootTest;

/**
 * Runs a test against a service whose engine steps take 50 ms. It sends heartbeats every
 * 10 ms, and counts as broken during a step of more than 20 ms.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(classes = { InkwellApplication.class, SlowSteps.class },
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = { "inkwell.precision=float32", "inkwell.streaming.heartbeat=10ms", "slow-steps.while-exists=.",
                "inkwell.scheduler.max-prefill-tokens=2", "inkwell.health.max-step-time=20ms",
                "spring.main.allow-bean-definition-overriding=true" })
public @interface SlowService {

}
