package io.inkwell.jinja.value;

import java.util.Iterator;

/**
 * A lazy sequence that can be iterated once.
 *
 * @param function the name of the function that created it
 */
public record Generator(String function, Iterator<Object> iterator) implements Iterable<Object>, Named {

    @Override
    public String typeName() {
        return "generator";
    }

    @Override
    public String toString() {
        return "<generator object " + this.function + ">";
    }

}
