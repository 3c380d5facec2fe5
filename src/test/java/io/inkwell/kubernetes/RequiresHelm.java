package io.inkwell.kubernetes;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.condition.EnabledIf;

/** Skips a test if {@link Chart} cannot be rendered. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@EnabledIf(value = "io.inkwell.kubernetes.Chart#canBeRendered",
        disabledReason = "there is no helm; -Dhelm=/path/to/helm names one")
@interface RequiresHelm {

}
