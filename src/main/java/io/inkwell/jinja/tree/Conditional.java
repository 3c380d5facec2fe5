package io.inkwell.jinja.tree;

import io.inkwell.jinja.value.Types;

/** {@code value if condition else otherwise}. */
public record Conditional(Expression condition, Expression value, Expression otherwise) implements Expression {

    @Override
    public Object evaluate(Frame frame) {
        return (Types.truth(this.condition.evaluate(frame)) ? this.value : this.otherwise).evaluate(frame);
    }

}
