package io.inkwell.jinja.tree;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import io.inkwell.jinja.value.Arguments;
import io.inkwell.jinja.value.Attributed;
import io.inkwell.jinja.value.Budget;
import io.inkwell.jinja.value.Callable;
import io.inkwell.jinja.value.Equality;
import io.inkwell.jinja.value.Generator;
import io.inkwell.jinja.value.Signature;
import io.inkwell.jinja.value.Sized;
import io.inkwell.jinja.value.TemplateFailure;
import io.inkwell.jinja.value.Tuple;
import io.inkwell.jinja.value.Types;
import io.inkwell.jinja.value.Undefined;

/** The variable {@code loop}. */
public final class Loop implements Attributed, Callable, Sized {

    private final Object elements;

    private final int depth;

    private final Function<Object, Object> descend;

    private Iterator<Object> remaining;

    private long index0 = -1;

    private Object previous = Undefined.because("there is no previous item");

    private @Nullable Object current;

    private @Nullable Object following;

    private int length = -1;

    private @Nullable Object changed;

    public Loop(Object elements, int depth, Function<Object, Object> descend) {
        this.elements = elements;
        this.depth = depth;
        this.descend = descend;
        this.remaining = Types.iterate(elements);
    }

    public boolean hasNext() {
        return this.following != null || this.remaining.hasNext();
    }

    public Object advance() {
        Object item = (this.following != null) ? this.following : this.remaining.next();
        this.following = null;
        this.index0++;
        if (this.current != null) {
            this.previous = this.current;
        }
        this.current = item;
        return item;
    }

    private Object next() {
        if (this.following == null && this.remaining.hasNext()) {
            this.following = this.remaining.next();
        }
        return (this.following != null) ? this.following : Undefined.because("there is no next item");
    }

    @Override
    public int size() {
        if (this.length < 0 && this.elements instanceof Generator) {
            List<Object> rest = new ArrayList<>();
            this.remaining.forEachRemaining(rest::add);
            this.remaining = rest.iterator();
            this.length = (int) this.index0 + 1 + rest.size() + ((this.following != null) ? 1 : 0);
        }
        else if (this.length < 0) {
            this.length = Types.length(this.elements);
        }
        return this.length;
    }

    @Override
    public @Nullable Object attribute(String name) {
        return switch (name) {
            case "index" -> this.index0 + 1;
            case "index0" -> this.index0;
            case "revindex" -> size() - this.index0;
            case "revindex0" -> size() - this.index0 - 1;
            case "first" -> this.index0 == 0;
            case "last" -> !hasNext();
            case "length" -> (long) size();
            case "depth" -> this.depth + 1L;
            case "depth0" -> (long) this.depth;
            case "previtem" -> this.previous;
            case "nextitem" -> next();
            case "cycle" -> (Callable) (arguments, budget) -> cycle(arguments);
            case "changed" -> (Callable) (arguments, budget) -> hasChanged(arguments, budget);
            default -> null;
        };
    }

    private Object cycle(Arguments arguments) {
        List<Object> items = arguments.positional();
        if (items.isEmpty()) {
            throw TemplateFailure.operation("no items for cycling given");
        }
        return items.get((int) (this.index0 % items.size()));
    }

    private Object hasChanged(Arguments arguments, Budget budget) {
        Tuple value = new Tuple(arguments.positional());
        boolean same = this.changed != null && Equality.equal(this.changed, value, budget);
        this.changed = value;
        return !same;
    }

    /** Renders a recursive loop with other elements. */
    @Override
    public Object call(Arguments arguments, Budget budget) {
        return this.descend.apply(Signature.of("loop", "iterable").bind(arguments).get(0));
    }

    @Override
    public String typeName() {
        return "LoopContext";
    }

    @Override
    public String module() {
        return "jinja2.runtime.";
    }

    @Override
    public String toString() {
        return "<LoopContext " + (this.index0 + 1) + "/" + size() + ">";
    }

}
