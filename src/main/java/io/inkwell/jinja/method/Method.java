package io.inkwell.jinja.method;

import java.util.function.Function;

import io.inkwell.jinja.value.Arguments;
import io.inkwell.jinja.value.Budget;
import io.inkwell.jinja.value.Signature;

/** A method of one type of value. */
@FunctionalInterface
interface Method<T> {

    Object call(T self, Arguments arguments, Budget budget);

    /** A string method without parameters that examines every character. */
    static Method<String> ofCharacters(String name, Function<String, Object> operation) {
        Signature signature = Signature.of(name);
        return (text, arguments, budget) -> {
            signature.bind(arguments);
            budget.text(text.length());
            return operation.apply(text);
        };
    }

}
