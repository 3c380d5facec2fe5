package io.inkwell.jinja.tree.statement;

import io.inkwell.jinja.tree.Expression;
import io.inkwell.jinja.tree.Flow;
import io.inkwell.jinja.tree.Frame;
import io.inkwell.jinja.tree.Statement;
import io.inkwell.jinja.value.Markup;
import io.inkwell.jinja.value.Printer;

/** {@code {{ value }}}. */
public record Print(Expression value) implements Statement {

    @Override
    public Flow run(Frame frame) {
        Object printed = this.value.evaluate(frame);
        frame.output()
            .write(frame.escaping() ? Markup.escape(printed, frame.budget()).text()
                    : Printer.str(printed, frame.budget()));
        return Flow.NEXT;
    }

}
