package io.inkwell.jinja.tree.statement;

import io.inkwell.jinja.tree.Flow;
import io.inkwell.jinja.tree.Frame;
import io.inkwell.jinja.tree.Macro;
import io.inkwell.jinja.tree.MacroCode;
import io.inkwell.jinja.tree.Statement;
import io.inkwell.jinja.tree.expression.Call;

/** {@code {% call macro() %}}: its body is the macro's {@code caller}. */
public record CallBlock(MacroCode caller, Call call) implements Statement {

    @Override
    public Flow run(Frame frame) {
        Object value = this.call.evaluate(frame, new Macro(this.caller, frame));
        frame.output().writeText(value);
        return Flow.NEXT;
    }

}
