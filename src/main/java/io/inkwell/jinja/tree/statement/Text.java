package io.inkwell.jinja.tree.statement;

import io.inkwell.jinja.tree.Flow;
import io.inkwell.jinja.tree.Frame;
import io.inkwell.jinja.tree.Statement;

/** Literal text of the template. */
public record Text(String text) implements Statement {

    @Override
    public Flow run(Frame frame) {
        frame.output().write(this.text);
        return Flow.NEXT;
    }

}
