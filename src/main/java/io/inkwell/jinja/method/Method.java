package io.inkwell.jinja.method;

import io.inkwell.jinja.value.Arguments;
import io.inkwell.jinja.value.Budget;

/** A method of values of one type. */
@FunctionalInterface
interface Method<T> {

    Object call(T self, Arguments arguments, Budget budget);

}
