package io.inkwell.jinja.tree;

/** What a value can be assigned to. */
@FunctionalInterface
public interface Target {

    void assign(Frame frame, Object value);

}
