package io.inkwell.jinja.library;

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.inkwell.jinja.value.Attributed;
import io.inkwell.jinja.value.Tuple;

/** A group returned by {@code groupby}: a named tuple of grouper and list. */
final class Group extends Tuple implements Attributed {

    Group(Object grouper, List<Object> list) {
        super(List.of(grouper, list));
    }

    @Override
    public String typeName() {
        return "_GroupTuple";
    }

    @Override
    public String module() {
        return "jinja2.filters.";
    }

    @Override
    public @Nullable Object attribute(String name) {
        return switch (name) {
            case "grouper" -> get(0);
            case "list" -> get(1);
            default -> null;
        };
    }

}
