package io.inkwell.jinja.library;

import org.jspecify.annotations.Nullable;

import io.inkwell.jinja.value.Arguments;
import io.inkwell.jinja.value.Attributed;
import io.inkwell.jinja.value.Budget;
import io.inkwell.jinja.value.Callable;
import io.inkwell.jinja.value.Signature;

/**
 * The result of {@code joiner()}: returns an empty string on the first call, then the
 * separator.
 */
final class Joiner implements Attributed, Callable {

    private final Object separator;

    private boolean used;

    Joiner(Arguments arguments) {
        this.separator = Signature.of("joiner", "sep?").bind(arguments).get(0, ", ");
    }

    @Override
    public Object call(Arguments arguments, Budget budget) {
        Object next = this.used ? this.separator : "";
        this.used = true;
        return next;
    }

    @Override
    public @Nullable Object attribute(String name) {
        return switch (name) {
            case "sep" -> this.separator;
            case "used" -> this.used;
            default -> null;
        };
    }

    @Override
    public String typeName() {
        return "Joiner";
    }

    @Override
    public String module() {
        return "jinja2.utils.";
    }

}
