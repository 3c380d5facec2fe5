package io.inkwell.jinja.syntax;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.inkwell.jinja.syntax.Token.Type;
import io.inkwell.jinja.tree.Body;
import io.inkwell.jinja.tree.Expression;
import io.inkwell.jinja.tree.Statement;
import io.inkwell.jinja.tree.Target;
import io.inkwell.jinja.tree.expression.TupleLiteral;
import io.inkwell.jinja.tree.statement.For;
import io.inkwell.jinja.tree.statement.LoopControl;
import io.inkwell.jinja.value.TemplateFailure;

/** Parses loops. */
final class LoopParser {

    private final TokenStream stream;

    private final Parser parser;

    private final ExpressionParser expressions;

    private final TargetParser targets;

    private int depth;

    LoopParser(TokenStream stream, Parser parser, ExpressionParser expressions, TargetParser targets) {
        this.stream = stream;
        this.parser = parser;
        this.expressions = expressions;
        this.targets = targets;
    }

    /** Sets the number of enclosing loops and returns the previous one. */
    int setDepth(int value) {
        int before = this.depth;
        this.depth = value;
        return before;
    }

    Statement parse() {
        this.targets.enterLoop();
        Target target = this.targets.parseStored(false);
        this.stream.expectName("in");
        Expression elements = elements();
        @Nullable Expression condition = this.stream.skipName("if") ? this.expressions.parse() : null;
        boolean recursive = this.stream.skipName("recursive");
        boolean before = this.expressions.setLenient(false);
        this.depth++;
        Body body = this.parser.bodyUntil("endfor", "else");
        this.depth--;
        Body otherwise = new Body(List.of());
        if (this.stream.next().isName("else")) {
            otherwise = this.parser.bodyUntil("endfor");
            this.stream.next();
        }
        this.expressions.setLenient(before);
        this.targets.leaveLoop();
        return new For(target, elements, condition, recursive, body, otherwise);
    }

    private Expression elements() {
        Expression first = this.expressions.parseUnconditional();
        if (!this.stream.current().isOperator(",")) {
            return first;
        }
        List<Expression> items = new ArrayList<>(List.of(first));
        while (this.stream.skipOperator(",") && !this.stream.current().is(Type.BLOCK_END)
                && !this.stream.current().isName("recursive")) {
            items.add(this.expressions.parseUnconditional());
        }
        return new TupleLiteral(items);
    }

    LoopControl control(Token tag, LoopControl control) {
        if (this.depth == 0) {
            throw TemplateFailure.syntax(tag.line(), "'" + tag.text() + "' outside loop");
        }
        return control;
    }

}
