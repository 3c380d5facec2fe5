package io.inkwell.jinja.tree.expression;

import io.inkwell.jinja.library.Tests;
import io.inkwell.jinja.tree.Expression;
import io.inkwell.jinja.tree.Frame;
import io.inkwell.jinja.value.Arguments;

/** {@code value is name(arguments)}. */
public record TestCall(Expression value, String name, ArgumentList arguments) implements Expression {

    @Override
    public Object evaluate(Frame frame) {
        Object tested = this.value.evaluate(frame);
        Arguments evaluated = this.arguments.evaluate(frame, null);
        frame.budget().step();
        return Tests.holds(this.name, tested, evaluated, frame.budget());
    }

}
