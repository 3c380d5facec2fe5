package io.inkwell.container;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.extension.ExtendWith;
import org.testcontainers.junit.jupiter.Testcontainers;

/**
 * A test of the image, for which target/inkwell.jar must have been packaged. It is
 * skipped without Docker, and without the images that it needs.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(ImagesAtHand.class)
@Testcontainers(disabledWithoutDocker = true)
@interface ContainerTest {

    /** The other images that it needs, by the names of {@link TestImages}. */
    String[] images() default {};

}
