package io.inkwell.jinja.tree;

/** A node that has a value. */
@FunctionalInterface
public interface Expression {

    Object evaluate(Frame frame);

}
