package io.inkwell.jinja.tree.expression;

import java.util.List;

import io.inkwell.jinja.tree.Expression;
import io.inkwell.jinja.tree.Frame;
import io.inkwell.jinja.value.Dict;

/** <code>{'key': 1}</code>. */
public record DictLiteral(List<Pair> pairs) implements Expression {

    /** A key and its value. */
    public record Pair(Expression key, Expression value) {
    }

    @Override
    public Object evaluate(Frame frame) {
        Dict dict = new Dict();
        for (Pair pair : this.pairs) {
            dict.put(pair.key.evaluate(frame), pair.value.evaluate(frame));
        }
        frame.budget().work(dict.size());
        return dict;
    }

}
