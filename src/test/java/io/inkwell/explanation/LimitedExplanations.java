package io.inkwell.explanation;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

/**
 * A test of explanation limits. All such tests share one service. Its weights are not
 * float32 if the machine supports another precision, so explanations load a float32 copy.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = { "inkwell.precision=float16", "inkwell.explain.idle-timeout=0s", "inkwell.explain.max-tokens=400",
                "inkwell.explain.max-numbers=50000", "inkwell.explain.max-waiting=3" })
@interface LimitedExplanations {

}
