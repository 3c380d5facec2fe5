package io.inkwell.jinja.tree.expression;

import io.inkwell.jinja.tree.Expression;
import io.inkwell.jinja.tree.Frame;

/** A literal. */
public record Constant(Object value) implements Expression {

    @Override
    public Object evaluate(Frame frame) {
        return this.value;
    }

}
