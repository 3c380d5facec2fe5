package io.inkwell.jinja.tree.statement;

import io.inkwell.jinja.tree.Body;
import io.inkwell.jinja.tree.Flow;
import io.inkwell.jinja.tree.Frame;
import io.inkwell.jinja.tree.Statement;

/** A block with its own scope: {@code {% generation %}}. */
public record ScopedBlock(Body body) implements Statement {

    @Override
    public Flow run(Frame frame) {
        return this.body.run(frame.nested());
    }

}
