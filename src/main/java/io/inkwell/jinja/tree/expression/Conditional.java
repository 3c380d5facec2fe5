package io.inkwell.jinja.tree.expression;

import io.inkwell.jinja.tree.Expression;
import io.inkwell.jinja.tree.Frame;
import io.inkwell.jinja.value.Types;

/** {@code value if condition else otherwise}. */
public record Conditional(Expression condition, Expression value, Expression otherwise) implements Expression {

    @Override
    public Object evaluate(Frame frame) {
        return (Types.truth(this.condition.evaluate(frame)) ? this.value : this.otherwise).evaluate(frame);
    }

}
