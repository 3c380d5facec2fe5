package io.inkwell.jinja.tree.expression;

import io.inkwell.jinja.tree.Expression;
import io.inkwell.jinja.tree.Frame;
import io.inkwell.jinja.tree.Target;

/** A variable, as an expression or an assignment target. */
public record Name(String name) implements Expression, Target {

    @Override
    public Object evaluate(Frame frame) {
        return frame.scope().get(this.name);
    }

    @Override
    public void assign(Frame frame, Object value) {
        frame.scope().set(this.name, value);
    }

}
