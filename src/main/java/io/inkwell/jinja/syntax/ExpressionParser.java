package io.inkwell.jinja.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import io.inkwell.jinja.library.Filters;
import io.inkwell.jinja.library.Tests;
import io.inkwell.jinja.syntax.Token.Type;
import io.inkwell.jinja.tree.Expression;
import io.inkwell.jinja.tree.expression.ArgumentList;
import io.inkwell.jinja.tree.expression.Attribute;
import io.inkwell.jinja.tree.expression.Call;
import io.inkwell.jinja.tree.expression.Comparison;
import io.inkwell.jinja.tree.expression.Concatenation;
import io.inkwell.jinja.tree.expression.Conditional;
import io.inkwell.jinja.tree.expression.Constant;
import io.inkwell.jinja.tree.expression.FilterCall;
import io.inkwell.jinja.tree.expression.Item;
import io.inkwell.jinja.tree.expression.Logic;
import io.inkwell.jinja.tree.expression.Negation;
import io.inkwell.jinja.tree.expression.Not;
import io.inkwell.jinja.tree.expression.Operation;
import io.inkwell.jinja.tree.expression.TestCall;
import io.inkwell.jinja.value.TemplateFailure;
import io.inkwell.jinja.value.Undefined;

/** Parses expressions, from the lowest to the highest precedence. */
final class ExpressionParser {

    private static final int MAX_DEPTH = 100;

    private final TokenStream stream;

    private final PrimaryParser primary;

    private final ArgumentParser arguments;

    private int depth;

    private final UnknownNames unknown = new UnknownNames();

    ExpressionParser(TokenStream stream, Names names) {
        this.stream = stream;
        this.primary = new PrimaryParser(stream, this, names);
        this.arguments = new ArgumentParser(stream, this);
    }

    boolean setLenient(boolean value) {
        return this.unknown.setAllowed(value);
    }

    PrimaryParser primary() {
        return this.primary;
    }

    Expression parse() {
        return complete(this::parseConditional);
    }

    /**
     * An iterable of a loop: a following {@code if} filters its elements and is not a
     * conditional expression.
     */
    Expression parseUnconditional() {
        return complete(this::parseOr);
    }

    private Expression complete(Supplier<Expression> parser) {
        enter();
        Expression parsed = parser.get();
        this.depth--;
        if (this.depth == 0) {
            this.unknown.requireNone();
        }
        return parsed;
    }

    private void enter() {
        if (++this.depth > MAX_DEPTH) {
            throw this.stream.fail("expressions nest deeper than " + MAX_DEPTH + " levels");
        }
    }

    private Expression parseConditional() {
        int start = this.stream.current().line();
        int before = this.unknown.size();
        Expression value = parseOr();
        while (this.stream.skipName("if")) {
            Expression condition = parseOr();
            Expression otherwise = this.stream.skipName("else") ? parseConditional()
                    : new Constant(Undefined.because("the inline if-expression on line " + start
                            + " evaluated to false and no else section was defined."));
            value = new Conditional(condition, value, otherwise);
            this.unknown.forgetAfter(before);
        }
        return value;
    }

    private Expression parseOr() {
        Expression left = parseAnd();
        while (this.stream.skipName("or")) {
            left = new Logic(true, left, parseAnd());
        }
        return left;
    }

    private Expression parseAnd() {
        Expression left = parseNot();
        while (this.stream.skipName("and")) {
            left = new Logic(false, left, parseNot());
        }
        return left;
    }

    private Expression parseNot() {
        int count = 0;
        while (this.stream.skipName("not")) {
            count++;
        }
        Expression value = parseComparison();
        return (count == 0) ? value : (count % 2 == 1) ? new Not(value) : new Not(new Not(value));
    }

    private Expression parseComparison() {
        Expression first = parseSum();
        List<Comparison.Link> links = new ArrayList<>();
        String operator = comparison();
        while (!operator.isEmpty()) {
            links.add(new Comparison.Link(operator, parseSum()));
            operator = comparison();
        }
        return links.isEmpty() ? first : new Comparison(first, links);
    }

    private String comparison() {
        Token token = this.stream.current();
        if (token.is(Type.OPERATOR)) {
            return switch (token.text()) {
                case "==", "!=", "<", "<=", ">", ">=" -> this.stream.next().text();
                default -> "";
            };
        }
        if (this.stream.skipName("in")) {
            return "in";
        }
        if (token.isName("not") && this.stream.look().isName("in")) {
            this.stream.next();
            this.stream.next();
            return "not in";
        }
        return "";
    }

    private Expression parseSum() {
        Expression left = parseConcatenation();
        while (this.stream.current().isOperator("+") || this.stream.current().isOperator("-")) {
            left = new Operation(this.stream.next().text(), left, parseConcatenation());
        }
        return left;
    }

    private Expression parseConcatenation() {
        List<Expression> parts = new ArrayList<>(List.of(parseProduct()));
        while (this.stream.skipOperator("~")) {
            parts.add(parseProduct());
        }
        return (parts.size() == 1) ? parts.get(0) : new Concatenation(parts);
    }

    private Expression parseProduct() {
        Expression left = parsePower();
        while (this.stream.current().is(Type.OPERATOR)
                && List.of("*", "/", "//", "%").contains(this.stream.current().text())) {
            left = new Operation(this.stream.next().text(), left, parsePower());
        }
        return left;
    }

    private Expression parsePower() {
        Expression left = parseUnary(true);
        while (this.stream.skipOperator("**")) {
            left = new Operation("**", left, parseUnary(true));
        }
        return left;
    }

    private Expression parseUnary(boolean withFilters) {
        enter();
        Expression value;
        if (this.stream.skipOperator("-")) {
            value = new Negation(true, parseUnary(false));
        }
        else if (this.stream.skipOperator("+")) {
            value = new Negation(false, parseUnary(false));
        }
        else {
            value = this.primary.parse();
        }
        value = parsePostfix(value);
        this.depth--;
        return withFilters ? parseFilters(value) : value;
    }

    private Expression parsePostfix(Expression start) {
        Expression value = start;
        while (true) {
            if (this.stream.skipOperator(".")) {
                value = member(value);
            }
            else if (this.stream.skipOperator("[")) {
                value = new Item(value, this.primary.parseSubscript());
            }
            else if (this.stream.current().isOperator("(")) {
                value = new Call(value, this.arguments.parse());
            }
            else {
                return value;
            }
        }
    }

    private Expression member(Expression owner) {
        Token name = this.stream.next();
        if (name.is(Type.NAME)) {
            return new Attribute(owner, name.text());
        }
        if (name.is(Type.INTEGER)) {
            return new Item(owner, new Constant(name.value()));
        }
        throw TemplateFailure.syntax(name.line(), "expected name or number");
    }

    private Expression parseFilters(Expression start) {
        Expression value = start;
        while (true) {
            if (this.stream.skipOperator("|")) {
                value = parseFilter(value);
            }
            else if (this.stream.skipName("is")) {
                value = parseTest(value);
            }
            else if (this.stream.current().isOperator("(")) {
                value = new Call(value, this.arguments.parse());
            }
            else {
                return value;
            }
        }
    }

    /** Parses a filter, starting at its name. */
    FilterCall parseFilter(Expression value) {
        int start = this.stream.current().line();
        String name = dottedName();
        ArgumentList given = this.stream.current().isOperator("(") ? this.arguments.parse() : ArgumentList.NONE;
        requireKnown(Filters.find(name) != null, start, "No filter named '" + name + "'.");
        return new FilterCall(value, name, given);
    }

    private void requireKnown(boolean known, int line, String problem) {
        if (!known) {
            this.unknown.add(line, problem);
        }
        if (this.depth == 0) {
            this.unknown.requireNone();
        }
    }

    private String dottedName() {
        StringBuilder name = new StringBuilder(this.stream.expect(Type.NAME).text());
        while (this.stream.skipOperator(".")) {
            name.append('.').append(this.stream.expect(Type.NAME).text());
        }
        return name.toString();
    }

    private Expression parseTest(Expression value) {
        boolean negated = this.stream.skipName("not");
        int start = this.stream.current().line();
        String name = dottedName();
        ArgumentList given = ArgumentList.NONE;
        Token next = this.stream.current();
        if (next.isOperator("(")) {
            given = this.arguments.parse();
        }
        else if (startsArgument(next)) {
            if (next.isName("is")) {
                throw this.stream.fail("You cannot chain multiple tests with is");
            }
            Expression argument = parsePostfix(this.primary.parse());
            given = new ArgumentList(List.of(argument), Map.of(), null, null);
        }
        requireKnown(Tests.find(name) != null, start, "No test named '" + name + "'.");
        Expression test = new TestCall(value, name, given);
        return negated ? new Not(test) : test;
    }

    private static boolean startsArgument(Token token) {
        return switch (token.type()) {
            case NAME -> !token.isName("else") && !token.isName("or") && !token.isName("and");
            case STRING, INTEGER, FLOAT -> true;
            case OPERATOR -> token.isOperator("[") || token.isOperator("{");
            default -> false;
        };
    }

}
