package io.inkwell.jinja.tree;

/** {@code {% break %}} and {@code {% continue %}}. */
public record LoopControl(Flow flow) implements Statement {

    @Override
    public Flow run(Frame frame) {
        return this.flow;
    }

}
