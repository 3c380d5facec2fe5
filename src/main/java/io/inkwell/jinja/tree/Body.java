package io.inkwell.jinja.tree;

import java.util.List;

import io.inkwell.jinja.value.TemplateFailure;

/** A sequence of statements. */
public record Body(List<Line> lines) implements Statement {

    /** A statement with its line number. */
    public record Line(int number, Statement statement) {
    }

    public Body {
        lines = List.copyOf(lines);
    }

    @Override
    public Flow run(Frame frame) {
        for (Line line : this.lines) {
            frame.budget().step();
            try {
                Flow flow = line.statement.run(frame);
                if (flow != Flow.NEXT) {
                    return flow;
                }
            }
            catch (TemplateFailure ex) {
                throw ex.at(line.number);
            }
        }
        return Flow.NEXT;
    }

}
