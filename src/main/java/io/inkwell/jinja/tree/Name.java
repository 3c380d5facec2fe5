package io.inkwell.jinja.tree;

/** A variable: its value, or what is assigned to it. */
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
