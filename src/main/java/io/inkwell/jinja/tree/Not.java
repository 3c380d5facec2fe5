package io.inkwell.jinja.tree;

import io.inkwell.jinja.value.Types;

/** {@code not value}. */
public record Not(Expression value) implements Expression {

    @Override
    public Object evaluate(Frame frame) {
        return !Types.truth(this.value.evaluate(frame));
    }

}
