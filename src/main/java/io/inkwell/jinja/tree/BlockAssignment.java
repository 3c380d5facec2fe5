package io.inkwell.jinja.tree;

/**
 * {@code {% set target %}text{% endset %}}.
 *
 * @param value what is made of the text
 */
public record BlockAssignment(Target target, Body body, TextFilter value) implements Statement {

    @Override
    public Flow run(Frame frame) {
        Frame captured = frame.captured();
        Flow flow = this.body.run(captured);
        if (flow == Flow.NEXT) {
            this.target.assign(frame, this.value.apply(frame, captured.output().toString()));
        }
        return flow;
    }

}
