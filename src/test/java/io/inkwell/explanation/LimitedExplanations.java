package io.inkwell.explanation;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

/**
 * A test of what explanations may take. All share one service, whose weights are another
 * precision where the machine has one: then float32 is a copy, held while it is used.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = { "inkwell.precision=float16", "inkwell.explain.idle-timeout=0s", "inkwell.explain.max-tokens=400",
                "inkwell.explain.max-numbers=50000", "inkwell.explain.max-waiting=3" })
@interface LimitedExplanations {

}
