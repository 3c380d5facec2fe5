package io.inkwell.jinja.value;

import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;

/** Python's tuple. */
public class Tuple extends AbstractList<Object> implements RandomAccess, Named {

    private final List<Object> items;

    public Tuple(List<Object> items) {
        this.items = items;
    }

    public static Tuple of(Object... items) {
        return new Tuple(List.of(items));
    }

    @Override
    public Object get(int index) {
        return this.items.get(index);
    }

    @Override
    public int size() {
        return this.items.size();
    }

    @Override
    public String typeName() {
        return "tuple";
    }

}
