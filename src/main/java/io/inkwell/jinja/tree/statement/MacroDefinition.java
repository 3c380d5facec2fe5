package io.inkwell.jinja.tree.statement;

import io.inkwell.jinja.tree.Flow;
import io.inkwell.jinja.tree.Frame;
import io.inkwell.jinja.tree.Macro;
import io.inkwell.jinja.tree.MacroCode;
import io.inkwell.jinja.tree.Statement;

/** {@code {% macro %}}. */
public record MacroDefinition(MacroCode code) implements Statement {

    @Override
    public Flow run(Frame frame) {
        frame.scope().set(this.code.name(), new Macro(this.code, frame));
        return Flow.NEXT;
    }

}
