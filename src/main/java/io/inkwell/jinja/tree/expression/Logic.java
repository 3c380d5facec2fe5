package io.inkwell.jinja.tree.expression;

import io.inkwell.jinja.tree.Expression;
import io.inkwell.jinja.tree.Frame;
import io.inkwell.jinja.value.Types;

/**
 * {@code left or right} and {@code left and right}.
 *
 * @param decisive the truth value of the left side for which it is the result
 */
public record Logic(boolean decisive, Expression left, Expression right) implements Expression {

    @Override
    public Object evaluate(Frame frame) {
        Object value = this.left.evaluate(frame);
        return (Types.truth(value) == this.decisive) ? value : this.right.evaluate(frame);
    }

}
