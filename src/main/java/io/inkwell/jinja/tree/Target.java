package io.inkwell.jinja.tree;

/** A target of an assignment. */
@FunctionalInterface
public interface Target {

    void assign(Frame frame, Object value);

}
