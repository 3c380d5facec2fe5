package io.inkwell.jinja.tree.statement;

import io.inkwell.jinja.tree.Body;
import io.inkwell.jinja.tree.Expression;
import io.inkwell.jinja.tree.Flow;
import io.inkwell.jinja.tree.Frame;
import io.inkwell.jinja.tree.Statement;
import io.inkwell.jinja.value.Types;

/** {@code {% autoescape true %}}: a block in which printed values are escaped. */
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
