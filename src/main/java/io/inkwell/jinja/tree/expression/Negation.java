package io.inkwell.jinja.tree.expression;

import io.inkwell.jinja.tree.Expression;
import io.inkwell.jinja.tree.Frame;
import io.inkwell.jinja.value.Arithmetic;

/** {@code -value} if {@code negative}, else {@code +value}. */
public record Negation(boolean negative, Expression value) implements Expression {

    @Override
    public Object evaluate(Frame frame) {
        Object number = this.value.evaluate(frame);
        return this.negative ? Arithmetic.negate(number) : Arithmetic.plus(number);
    }

}
