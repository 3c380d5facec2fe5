package io.inkwell.jinja.syntax;

import java.util.List;

import io.inkwell.jinja.syntax.Token.Type;
import io.inkwell.jinja.value.TemplateFailure;

/** Iterates over tokens with lookahead. */
final class TokenStream {

    private final List<Token> tokens;

    private int place;

    TokenStream(List<Token> tokens) {
        this.tokens = tokens;
    }

    Token current() {
        return this.tokens.get(this.place);
    }

    /** The token after the current one. */
    Token look() {
        return this.tokens.get(Math.min(this.place + 1, this.tokens.size() - 1));
    }

    Token next() {
        Token token = current();
        if (!token.is(Type.END)) {
            this.place++;
        }
        return token;
    }

    boolean skipName(String name) {
        boolean found = current().isName(name);
        if (found) {
            next();
        }
        return found;
    }

    boolean skipOperator(String operator) {
        boolean found = current().isOperator(operator);
        if (found) {
            next();
        }
        return found;
    }

    Token expect(Type type) {
        return current().is(type) ? next() : unexpected(type.description());
    }

    Token expectName(String name) {
        return current().isName(name) ? next() : unexpected(name);
    }

    Token expectOperator(String operator) {
        return current().isOperator(operator) ? next() : unexpected(operator);
    }

    private Token unexpected(String expected) {
        if (current().is(Type.END)) {
            throw fail("unexpected end of template, expected '" + expected + "'.");
        }
        throw fail("expected token '" + expected + "', got '" + current().description() + "'");
    }

    TemplateFailure fail(String problem) {
        return TemplateFailure.syntax(current().line(), problem);
    }

}
