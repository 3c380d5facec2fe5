package io.inkwell.jinja.tree;

import io.inkwell.jinja.value.Printer;

/** {@code {{ value }}}. */
public record Print(Expression value) implements Statement {

    @Override
    public Flow run(Frame frame) {
        frame.output().write(Printer.str(this.value.evaluate(frame), frame.budget()));
        return Flow.NEXT;
    }

}
