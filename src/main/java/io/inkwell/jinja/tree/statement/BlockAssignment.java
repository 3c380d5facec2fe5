package io.inkwell.jinja.tree.statement;

import io.inkwell.jinja.tree.Body;
import io.inkwell.jinja.tree.Flow;
import io.inkwell.jinja.tree.Frame;
import io.inkwell.jinja.tree.Statement;
import io.inkwell.jinja.tree.Target;
import io.inkwell.jinja.value.Markup;
import io.inkwell.jinja.value.Printer;

/**
 * {@code {% set target %}text{% endset %}}.
 *
 * @param value the filters applied to the text
 */
public record BlockAssignment(Target target, Body body, TextFilter value) implements Statement {

    @Override
    public Flow run(Frame frame) {
        Frame captured = frame.captured();
        Flow flow = this.body.run(captured);
        if (flow == Flow.NEXT) {
            Object assigned = this.value.apply(frame, captured.text());
            boolean marks = frame.budget().isEscaping() && !(assigned instanceof Markup);
            this.target.assign(frame, marks ? new Markup(Printer.str(assigned, frame.budget())) : assigned);
        }
        return flow;
    }

}
