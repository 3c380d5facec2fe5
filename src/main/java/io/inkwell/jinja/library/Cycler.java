package io.inkwell.jinja.library;

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.inkwell.jinja.value.Attributed;
import io.inkwell.jinja.value.Callable;
import io.inkwell.jinja.value.None;
import io.inkwell.jinja.value.TemplateFailure;
import io.inkwell.jinja.value.Tuple;

/** The result of {@code cycler()}, which returns its values in turn. */
final class Cycler implements Attributed {

    private final List<Object> items;

    private int place;

    Cycler(List<Object> items) {
        if (items.isEmpty()) {
            throw TemplateFailure.operation("at least one item has to be provided");
        }
        this.items = items;
    }

    @Override
    public @Nullable Object attribute(String name) {
        return switch (name) {
            case "items" -> new Tuple(this.items);
            case "pos" -> (long) this.place;
            case "current" -> this.items.get(this.place);
            case "next" -> (Callable) (arguments, budget) -> next();
            case "reset" -> (Callable) (arguments, budget) -> reset();
            default -> null;
        };
    }

    private Object next() {
        Object item = this.items.get(this.place);
        this.place = (this.place + 1) % this.items.size();
        return item;
    }

    private Object reset() {
        this.place = 0;
        return None.NONE;
    }

    @Override
    public String typeName() {
        return "Cycler";
    }

    @Override
    public String module() {
        return "jinja2.utils.";
    }

}
