package io.inkwell.jinja.tree.statement;

import java.util.List;

import io.inkwell.jinja.tree.Frame;
import io.inkwell.jinja.tree.expression.FilterCall;

/** Filters applied in turn to the text of a block. */
public record TextFilter(List<FilterCall> filters) {

    Object apply(Frame frame, Object text) {
        Object value = text;
        for (FilterCall filter : this.filters) {
            value = filter.apply(frame, value);
        }
        return value;
    }

}
