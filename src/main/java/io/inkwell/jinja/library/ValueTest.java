package io.inkwell.jinja.library;

import io.inkwell.jinja.value.Arguments;
import io.inkwell.jinja.value.Budget;

/** A Jinja test: {@code value is name(arguments)}. */
@FunctionalInterface
public interface ValueTest {

    boolean holds(Object value, Arguments arguments, Budget budget);

}
