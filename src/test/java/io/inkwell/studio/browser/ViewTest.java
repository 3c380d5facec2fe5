package io.inkwell.studio.browser;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.extension.ExtendWith;

import io.inkwell.InkwellService;

/** Runs a test of the studio in a browser, with the service that other tests share. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@InkwellService
@ExtendWith(StudioExtension.class)
public @interface ViewTest {

}
