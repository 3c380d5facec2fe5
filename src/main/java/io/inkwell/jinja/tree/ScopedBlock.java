package io.inkwell.jinja.tree;

/** A block whose assignments stay in it: {@code {% generation %}}. */
public record ScopedBlock(Body body) implements Statement {

    @Override
    public Flow run(Frame frame) {
        return this.body.run(frame.nested());
    }

}
