package io.inkwell.jinja.tree;

/** A literal. */
public record Constant(Object value) implements Expression {

    @Override
    public Object evaluate(Frame frame) {
        return this.value;
    }

}
