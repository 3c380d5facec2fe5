package io.inkwell.jinja.value;

/** A value whose type is not one of Java's. */
public interface Named {

    /** The name of its type in Python. */
    String typeName();

}
