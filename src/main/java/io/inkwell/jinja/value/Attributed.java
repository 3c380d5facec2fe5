package io.inkwell.jinja.value;

import org.jspecify.annotations.Nullable;

/** A value with attributes. */
public interface Attributed extends Named {

    /** Returns null if there is no such attribute. */
    @Nullable Object attribute(String name);

}
