package io.inkwell.jinja.value;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/** Python's dict, in insertion order. */
public final class Dict implements Iterable<Object>, Sized, Named {

    private final Map<Object, Map.Entry<Object, Object>> entries = new LinkedHashMap<>();

    /**
     * @throws TemplateFailure if the key is not hashable
     */
    public void put(Object key, Object value) {
        this.entries.merge(Keys.of(key), Map.entry(key, value), (old, given) -> Map.entry(old.getKey(), value));
    }

    public void putAll(Dict other) {
        other.entries().forEach((entry) -> put(entry.getKey(), entry.getValue()));
    }

    /** Returns null if there is no such key. */
    public @Nullable Object get(Object key) {
        Map.Entry<Object, Object> entry = this.entries.get(Keys.of(key));
        return (entry != null) ? entry.getValue() : null;
    }

    public Collection<Map.Entry<Object, Object>> entries() {
        return this.entries.values();
    }

    public List<Object> keys() {
        List<Object> keys = new ArrayList<>(size());
        entries().forEach((entry) -> keys.add(entry.getKey()));
        return keys;
    }

    public List<Object> values() {
        List<Object> values = new ArrayList<>(size());
        entries().forEach((entry) -> values.add(entry.getValue()));
        return values;
    }

    /** The entries as tuples of key and value. */
    public List<Object> items() {
        List<Object> items = new ArrayList<>(size());
        entries().forEach((entry) -> items.add(Tuple.of(entry.getKey(), entry.getValue())));
        return items;
    }

    @Override
    public Iterator<Object> iterator() {
        return keys().iterator();
    }

    @Override
    public int size() {
        return this.entries.size();
    }

    @Override
    public String typeName() {
        return "dict";
    }

}
