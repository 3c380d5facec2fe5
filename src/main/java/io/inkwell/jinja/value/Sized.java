package io.inkwell.jinja.value;

/** A value with a length. */
public interface Sized {

    int size();

}
