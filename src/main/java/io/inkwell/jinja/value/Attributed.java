package io.inkwell.jinja.value;

import org.jspecify.annotations.Nullable;

/** A value with attributes of its own. */
public interface Attributed extends Named {

    /** Null if there is no such attribute. */
    @Nullable Object attribute(String name);

}
