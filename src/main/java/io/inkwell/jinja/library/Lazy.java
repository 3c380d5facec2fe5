package io.inkwell.jinja.library;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Function;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

import io.inkwell.jinja.value.Budget;
import io.inkwell.jinja.value.Generator;
import io.inkwell.jinja.value.Types;

/** Selects and maps the elements of a value lazily. */
public final class Lazy implements Iterator<Object> {

    private final Object source;

    private final Predicate<Object> chosen;

    private final Function<Object, Object> changed;

    private final Budget budget;

    private @Nullable Iterator<Object> elements;

    private @Nullable Object next;

    private Lazy(Object source, Predicate<Object> chosen, Function<Object, Object> changed, Budget budget) {
        this.source = source;
        this.chosen = chosen;
        this.changed = changed;
        this.budget = budget;
    }

    static Generator map(String name, Object source, Function<Object, Object> changed, Budget budget) {
        return new Generator(name, new Lazy(source, (item) -> true, changed, budget));
    }

    /** Selects the elements that satisfy a predicate. */
    public static Generator choose(String name, Object source, Predicate<Object> chosen, Budget budget) {
        return new Generator(name, new Lazy(source, chosen, (item) -> item, budget));
    }

    @Override
    public boolean hasNext() {
        if (this.elements == null) {
            this.elements = Types.iterate(this.source);
        }
        while (this.next == null && this.elements.hasNext()) {
            this.budget.step();
            Object item = this.elements.next();
            if (this.chosen.test(item)) {
                this.next = this.changed.apply(item);
            }
        }
        return this.next != null;
    }

    @Override
    public Object next() {
        Object item = hasNext() ? this.next : null;
        if (item == null) {
            throw new NoSuchElementException();
        }
        this.next = null;
        return item;
    }

}
