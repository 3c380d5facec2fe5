package io.inkwell.jinja.tree.expression;

import io.inkwell.jinja.method.Attributes;
import io.inkwell.jinja.tree.Expression;
import io.inkwell.jinja.tree.Frame;

/** {@code owner.name}. */
public record Attribute(Expression owner, String name) implements Expression {

    @Override
    public Object evaluate(Frame frame) {
        frame.budget().step();
        return Attributes.get(this.owner.evaluate(frame), this.name, frame.budget());
    }

}
