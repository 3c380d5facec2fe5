package io.inkwell.jinja.tree;

/** {@code {% set target = value %}}. */
public record Assignment(Target target, Expression value) implements Statement {

    @Override
    public Flow run(Frame frame) {
        this.target.assign(frame, this.value.evaluate(frame));
        return Flow.NEXT;
    }

}
