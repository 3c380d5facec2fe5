package io.inkwell.jinja.tree.expression;

import io.inkwell.jinja.tree.Expression;
import io.inkwell.jinja.tree.Frame;
import io.inkwell.jinja.value.Types;

/** {@code not value}. */
public record Not(Expression value) implements Expression {

    @Override
    public Object evaluate(Frame frame) {
        return !Types.truth(this.value.evaluate(frame));
    }

}
