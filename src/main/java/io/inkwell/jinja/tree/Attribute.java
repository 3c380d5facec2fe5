package io.inkwell.jinja.tree;

import io.inkwell.jinja.method.Attributes;

/** {@code owner.name}. */
public record Attribute(Expression owner, String name) implements Expression {

    @Override
    public Object evaluate(Frame frame) {
        frame.budget().step();
        return Attributes.get(this.owner.evaluate(frame), this.name, frame.budget());
    }

}
