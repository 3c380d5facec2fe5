package io.inkwell.container;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.extension.ExtendWith;
import org.testcontainers.junit.jupiter.Testcontainers;

/**
 * A test of the image; target/inkwell.jar must exist. Skipped without Docker or the
 * required images.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(ImagesAtHand.class)
@Testcontainers(disabledWithoutDocker = true)
public @interface ContainerTest {

    /** Other required images, by their names in {@link TestImages}. */
    String[] images() default {};

}
