package io.inkwell.jinja.value;

/** A value whose type is not one of Java's. */
public interface Named {

    /** The name of its type in Python. */
    String typeName();

    /** The module of its type with a dot; empty for a type that is built in. */
    default String module() {
        return "";
    }

}
