package io.inkwell.jinja.value;

import java.util.Iterator;

/**
 * Elements that are made when they are asked for, once.
 *
 * @param function what makes them
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
