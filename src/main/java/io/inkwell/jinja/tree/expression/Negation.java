package io.inkwell.jinja.tree.expression;

import io.inkwell.jinja.tree.Expression;
import io.inkwell.jinja.tree.Frame;
import io.inkwell.jinja.value.Arithmetic;

/** {@code -value}, or {@code +value} if it is not negative. */
public record Negation(boolean negative, Expression value) implements Expression {

    @Override
    public Object evaluate(Frame frame) {
        Object number = this.value.evaluate(frame);
        return this.negative ? Arithmetic.negate(number) : Arithmetic.plus(number);
    }

}
