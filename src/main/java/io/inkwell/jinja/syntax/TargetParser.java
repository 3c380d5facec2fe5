package io.inkwell.jinja.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import io.inkwell.jinja.syntax.Token.Type;
import io.inkwell.jinja.tree.Name;
import io.inkwell.jinja.tree.NamespaceTarget;
import io.inkwell.jinja.tree.Target;
import io.inkwell.jinja.tree.TupleTarget;

/** Parses what values are assigned to. */
final class TargetParser {

    private static final Set<String> CONSTANTS = Set.of("true", "false", "none", "True", "False", "None");

    private final TokenStream stream;

    TargetParser(TokenStream stream) {
        this.stream = stream;
    }

    String parseName() {
        Token token = this.stream.expect(Type.NAME);
        if (CONSTANTS.contains(token.text())) {
            throw this.stream.fail("can't assign to 'const'");
        }
        return token.text();
    }

    /**
     * A name, an attribute of a namespace where one is allowed, or several with commas.
     */
    Target parse(boolean withNamespace) {
        List<Target> targets = new ArrayList<>();
        boolean tuple = false;
        while (!isEnd()) {
            targets.add(single(withNamespace));
            if (!this.stream.skipOperator(",")) {
                break;
            }
            tuple = true;
        }
        if (targets.isEmpty()) {
            throw this.stream.fail("Expected an expression, got '" + this.stream.current().description() + "'");
        }
        return tuple ? new TupleTarget(targets) : targets.get(0);
    }

    private boolean isEnd() {
        Token token = this.stream.current();
        return token.is(Type.VARIABLE_END) || token.is(Type.BLOCK_END) || token.isOperator(")") || token.isName("in");
    }

    private Target single(boolean withNamespace) {
        if (this.stream.skipOperator("(")) {
            Target nested = parse(withNamespace);
            this.stream.expectOperator(")");
            return nested;
        }
        if (!this.stream.current().is(Type.NAME)) {
            throw this.stream.fail("can't assign to '" + this.stream.current().description() + "'");
        }
        String name = parseName();
        if (withNamespace && this.stream.skipOperator(".")) {
            return new NamespaceTarget(name, this.stream.expect(Type.NAME).text());
        }
        return new Name(name);
    }

}
