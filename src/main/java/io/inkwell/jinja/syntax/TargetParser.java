package io.inkwell.jinja.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import io.inkwell.jinja.syntax.Token.Type;
import io.inkwell.jinja.tree.Target;
import io.inkwell.jinja.tree.expression.Name;
import io.inkwell.jinja.tree.statement.NamespaceTarget;
import io.inkwell.jinja.tree.statement.TupleTarget;

/** Parses assignment targets. */
final class TargetParser {

    private static final Set<String> CONSTANTS = Set.of("true", "false", "none", "True", "False", "None");

    private final TokenStream stream;

    private int loops;

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
     * Parses a name, an attribute of a namespace if allowed, or a tuple of these.
     */
    Target parse(boolean withNamespace) {
        return parse(withNamespace, false);
    }

    private Target parse(boolean withNamespace, boolean inParentheses) {
        List<Target> targets = new ArrayList<>();
        boolean tuple = false;
        while (!isEnd()) {
            targets.add(single(withNamespace));
            if (!this.stream.skipOperator(",")) {
                break;
            }
            tuple = true;
        }
        if (targets.isEmpty() && !inParentheses) {
            throw this.stream.fail("Expected an expression, got '" + this.stream.current().description() + "'");
        }
        return (tuple || targets.isEmpty()) ? new TupleTarget(targets) : targets.get(0);
    }

    /** Like {@link #parse}, but rejects {@code loop} inside a loop. */
    Target parseStored(boolean withNamespace) {
        Target target = parse(withNamespace);
        if (this.loops > 0 && assignsLoop(target)) {
            throw this.stream.fail("Can't assign to special loop variable in for-loop target");
        }
        return target;
    }

    private static boolean assignsLoop(Target target) {
        return (target instanceof TupleTarget tuple) ? tuple.targets().stream().anyMatch(TargetParser::assignsLoop)
                : target instanceof Name name && name.name().equals("loop");
    }

    void enterLoop() {
        this.loops++;
    }

    void leaveLoop() {
        this.loops--;
    }

    private boolean isEnd() {
        Token token = this.stream.current();
        return token.is(Type.VARIABLE_END) || token.is(Type.BLOCK_END) || token.isOperator(")");
    }

    private Target single(boolean withNamespace) {
        if (this.stream.skipOperator("(")) {
            Target nested = parse(false, true);
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
