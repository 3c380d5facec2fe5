package io.inkwell;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.test.context.TestPropertySource;

/**
 * Serves the model in the main resources, under its name in the jar, in place of the
 * small one in the test resources. For tests and pictures of the documentation.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@TestPropertySource(
        properties = { "inkwell.models[0].source=" + EmbeddedOfTheJar.FOLDER, "inkwell.models[0].name=inkwell-demo" })
public @interface EmbeddedOfTheJar {

    String FOLDER = "src/main/resources/io/inkwell/registry/embedded";

}
