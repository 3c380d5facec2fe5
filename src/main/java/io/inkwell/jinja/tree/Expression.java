package io.inkwell.jinja.tree;

/** Part of a template that has a value. */
@FunctionalInterface
public interface Expression {

    Object evaluate(Frame frame);

}
