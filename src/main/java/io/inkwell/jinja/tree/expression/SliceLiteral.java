package io.inkwell.jinja.tree.expression;

import io.inkwell.jinja.tree.Expression;
import io.inkwell.jinja.tree.Frame;
import io.inkwell.jinja.value.Slice;

/** {@code start:stop:step} in brackets. */
public record SliceLiteral(Expression start, Expression stop, Expression step) implements Expression {

    @Override
    public Object evaluate(Frame frame) {
        return new Slice(this.start.evaluate(frame), this.stop.evaluate(frame), this.step.evaluate(frame));
    }

}
