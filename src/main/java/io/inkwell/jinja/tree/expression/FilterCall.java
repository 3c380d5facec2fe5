package io.inkwell.jinja.tree.expression;

import io.inkwell.jinja.library.Filters;
import io.inkwell.jinja.tree.Expression;
import io.inkwell.jinja.tree.Frame;
import io.inkwell.jinja.value.Arguments;

/**
 * {@code value | name(arguments)}.
 *
 * @param value the filtered value; unused for a filter of a block
 */
public record FilterCall(Expression value, String name, ArgumentList arguments) implements Expression {

    @Override
    public Object evaluate(Frame frame) {
        return apply(frame, this.value.evaluate(frame));
    }

    public Object apply(Frame frame, Object filtered) {
        Arguments evaluated = this.arguments.evaluate(frame, null);
        frame.budget().step();
        return Filters.apply(this.name, filtered, evaluated, frame.budget());
    }

}
