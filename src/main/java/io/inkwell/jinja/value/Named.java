package io.inkwell.jinja.value;

/** A value with a Python type of its own. */
interface Named {

    /** The Python name of the type. */
    String typeName();

    /** The module of the type with a trailing dot; empty for built-in types. */
    default String module() {
        return "";
    }

}
