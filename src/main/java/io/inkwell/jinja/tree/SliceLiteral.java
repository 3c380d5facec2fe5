package io.inkwell.jinja.tree;

import io.inkwell.jinja.value.Slice;

/** {@code start:stop:step} in brackets. */
public record SliceLiteral(Expression start, Expression stop, Expression step) implements Expression {

    @Override
    public Object evaluate(Frame frame) {
        return new Slice(this.start.evaluate(frame), this.stop.evaluate(frame), this.step.evaluate(frame));
    }

}
