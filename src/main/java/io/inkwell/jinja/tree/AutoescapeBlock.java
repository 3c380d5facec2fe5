package io.inkwell.jinja.tree;

import io.inkwell.jinja.value.Types;

/**
 * {@code {% autoescape true %}}: a block whose values are escaped when they are printed.
 */
public record AutoescapeBlock(Expression escaping, Body body) implements Statement {

    @Override
    public Flow run(Frame frame) {
        boolean escapes = Types.truth(this.escaping.evaluate(frame));
        boolean before = frame.budget().setEscaping(escapes);
        try {
            return this.body.run(new Frame(frame.scope().nested(), frame.output(), frame.budget(), escapes));
        }
        finally {
            frame.budget().setEscaping(before);
        }
    }

}
