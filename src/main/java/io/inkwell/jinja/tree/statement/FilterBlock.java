package io.inkwell.jinja.tree.statement;

import io.inkwell.jinja.tree.Body;
import io.inkwell.jinja.tree.Flow;
import io.inkwell.jinja.tree.Frame;
import io.inkwell.jinja.tree.Statement;

/** {@code {% filter name %}text{% endfilter %}}. */
public record FilterBlock(TextFilter filter, Body body) implements Statement {

    @Override
    public Flow run(Frame frame) {
        Frame captured = frame.captured();
        Flow flow = this.body.run(captured);
        if (flow == Flow.NEXT) {
            Object value = this.filter.apply(frame, captured.text());
            frame.output().writeText(value);
        }
        return flow;
    }

}
