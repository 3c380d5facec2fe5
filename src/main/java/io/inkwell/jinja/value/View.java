package io.inkwell.jinja.value;

import java.util.Iterator;
import java.util.List;

/**
 * A dict view: keys, values or items.
 *
 * @param typeName {@code dict_keys}, {@code dict_values} or {@code dict_items}
 */
public record View(String typeName, List<Object> items) implements Iterable<Object>, Sized, Named {

    @Override
    public Iterator<Object> iterator() {
        return this.items.iterator();
    }

    @Override
    public int size() {
        return this.items.size();
    }

}
