package io.inkwell.jinja.tree.statement;

import org.jspecify.annotations.Nullable;

import io.inkwell.jinja.library.Lazy;
import io.inkwell.jinja.tree.Body;
import io.inkwell.jinja.tree.Expression;
import io.inkwell.jinja.tree.Flow;
import io.inkwell.jinja.tree.Frame;
import io.inkwell.jinja.tree.Loop;
import io.inkwell.jinja.tree.Output;
import io.inkwell.jinja.tree.Statement;
import io.inkwell.jinja.tree.Target;
import io.inkwell.jinja.value.TemplateFailure;
import io.inkwell.jinja.value.Types;

/**
 * {@code {% for %}}.
 *
 * @param condition selects the elements to visit; null for all
 */
public record For(Target target, Expression elements, @Nullable Expression condition, boolean recursive, Body body,
        Body otherwise) implements Statement {

    @Override
    public Flow run(Frame frame) {
        run(frame, this.elements.evaluate(frame), 0);
        return Flow.NEXT;
    }

    private void run(Frame frame, Object elements, int depth) {
        Object visited = (this.condition != null) ? chosen(frame, elements, this.condition) : elements;
        Loop loop = new Loop(visited, depth, (children) -> descend(frame, children, depth + 1));
        boolean completed = false;
        Flow flow = Flow.NEXT;
        while (flow != Flow.BREAK && loop.hasNext()) {
            frame.budget().step();
            Frame inner = frame.nested();
            Object item = loop.advance();
            inner.scope().set("loop", loop);
            this.target.assign(inner, item);
            flow = this.body.run(inner);
            // As in Jinja: a loop in which no iteration completes counts as empty.
            completed |= flow == Flow.NEXT;
        }
        if (!completed) {
            this.otherwise.run(frame.nested());
        }
    }

    private Object chosen(Frame frame, Object elements, Expression test) {
        if (!Types.isIterable(elements)) {
            throw TemplateFailure.operation("'" + Types.name(elements) + "' object is not iterable");
        }
        return Lazy.choose("loop", elements, (item) -> {
            Frame inner = frame.nested();
            this.target.assign(inner, item);
            return Types.truth(test.evaluate(inner));
        }, frame.budget());
    }

    private Object descend(Frame frame, Object children, int depth) {
        if (!this.recursive) {
            throw TemplateFailure.operation("The loop must have the 'recursive' marker to be called recursively.");
        }
        Frame captured = new Frame(frame.scope(), new Output(frame.budget()), frame.budget(), frame.escaping());
        run(captured, children, depth);
        return captured.text();
    }

}
