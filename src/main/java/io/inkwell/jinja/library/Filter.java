package io.inkwell.jinja.library;

import io.inkwell.jinja.value.Arguments;
import io.inkwell.jinja.value.Budget;

/** A Jinja filter: {@code value | name(arguments)}. */
@FunctionalInterface
public interface Filter {

    Object apply(Object value, Arguments arguments, Budget budget);

}
