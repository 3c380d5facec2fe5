package io.inkwell.jinja.syntax;

import java.util.ArrayList;
import java.util.List;

import io.inkwell.jinja.syntax.Token.Type;
import io.inkwell.jinja.tree.Expression;
import io.inkwell.jinja.tree.expression.Constant;
import io.inkwell.jinja.tree.expression.DictLiteral;
import io.inkwell.jinja.tree.expression.ListLiteral;
import io.inkwell.jinja.tree.expression.Name;
import io.inkwell.jinja.tree.expression.SliceLiteral;
import io.inkwell.jinja.tree.expression.TupleLiteral;
import io.inkwell.jinja.value.None;
import io.inkwell.jinja.value.Tuple;

/** Parses names and literals. */
final class PrimaryParser {

    private final TokenStream stream;

    private final ExpressionParser expressions;

    private final Names names;

    PrimaryParser(TokenStream stream, ExpressionParser expressions, Names names) {
        this.stream = stream;
        this.expressions = expressions;
        this.names = names;
    }

    Expression parse() {
        Token token = this.stream.current();
        return switch (token.type()) {
            case NAME -> name(this.stream.next().text());
            case STRING -> strings();
            case INTEGER, FLOAT -> new Constant(this.stream.next().value());
            case OPERATOR -> bracket(token);
            default -> throw this.stream.fail("unexpected '" + token.description() + "'");
        };
    }

    private Expression name(String name) {
        return switch (name) {
            case "true", "True" -> new Constant(true);
            case "false", "False" -> new Constant(false);
            case "none", "None" -> new Constant(None.NONE);
            default -> {
                this.names.mention(name);
                yield new Name(name);
            }
        };
    }

    private Expression strings() {
        StringBuilder text = new StringBuilder();
        while (this.stream.current().is(Type.STRING)) {
            text.append(this.stream.next().text());
        }
        return new Constant(text.toString());
    }

    private Expression bracket(Token token) {
        switch (token.text()) {
            case "(" -> {
                this.stream.next();
                Expression value = parseTuple(true);
                this.stream.expectOperator(")");
                return value;
            }
            case "[" -> {
                this.stream.next();
                return list();
            }
            case "{" -> {
                this.stream.next();
                return dict();
            }
            default -> throw this.stream.fail("unexpected '" + token.description() + "'");
        }
    }

    private Expression list() {
        List<Expression> items = new ArrayList<>();
        while (!this.stream.current().isOperator("]")) {
            if (!items.isEmpty()) {
                this.stream.expectOperator(",");
            }
            if (!this.stream.current().isOperator("]")) {
                items.add(this.expressions.parse());
            }
        }
        this.stream.next();
        return new ListLiteral(items);
    }

    private Expression dict() {
        List<DictLiteral.Pair> pairs = new ArrayList<>();
        while (!this.stream.current().isOperator("}")) {
            if (!pairs.isEmpty()) {
                this.stream.expectOperator(",");
            }
            if (!this.stream.current().isOperator("}")) {
                Expression key = this.expressions.parse();
                this.stream.expectOperator(":");
                pairs.add(new DictLiteral.Pair(key, this.expressions.parse()));
            }
        }
        this.stream.next();
        return new DictLiteral(pairs);
    }

    /** Parses an expression, or a tuple of several separated by commas. */
    Expression parseTuple(boolean inParentheses) {
        List<Expression> items = new ArrayList<>();
        boolean tuple = false;
        while (!isTupleEnd()) {
            items.add(this.expressions.parse());
            if (!this.stream.skipOperator(",")) {
                break;
            }
            tuple = true;
        }
        if (tuple) {
            return new TupleLiteral(items);
        }
        if (!items.isEmpty()) {
            return items.get(0);
        }
        if (!inParentheses) {
            throw this.stream.fail("Expected an expression, got '" + this.stream.current().description() + "'");
        }
        return new Constant(Tuple.of());
    }

    private boolean isTupleEnd() {
        Token token = this.stream.current();
        return token.is(Type.VARIABLE_END) || token.is(Type.BLOCK_END) || token.isOperator(")");
    }

    /** Parses a subscript and its closing bracket. */
    Expression parseSubscript() {
        List<Expression> keys = new ArrayList<>();
        while (!this.stream.current().isOperator("]")) {
            if (!keys.isEmpty()) {
                this.stream.expectOperator(",");
            }
            keys.add(keyOrSlice());
        }
        this.stream.next();
        return (keys.size() == 1) ? keys.get(0) : new TupleLiteral(keys);
    }

    private Expression keyOrSlice() {
        Expression start = new Constant(None.NONE);
        if (!this.stream.current().isOperator(":")) {
            start = this.expressions.parse();
            if (!this.stream.current().isOperator(":")) {
                return start;
            }
        }
        this.stream.next();
        Expression stop = bound();
        Expression step = this.stream.skipOperator(":") ? bound() : new Constant(None.NONE);
        return new SliceLiteral(start, stop, step);
    }

    private Expression bound() {
        Token token = this.stream.current();
        boolean absent = token.isOperator(":") || token.isOperator("]") || token.isOperator(",");
        return absent ? new Constant(None.NONE) : this.expressions.parse();
    }

}
