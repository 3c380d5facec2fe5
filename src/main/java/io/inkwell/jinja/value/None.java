package io.inkwell.jinja.value;

/** Python's {@code None}. */
public enum None {

    NONE

}
