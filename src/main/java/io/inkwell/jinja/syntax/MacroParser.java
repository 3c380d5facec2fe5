package io.inkwell.jinja.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import io.inkwell.jinja.tree.Body;
import io.inkwell.jinja.tree.Expression;
import io.inkwell.jinja.tree.MacroCode;
import io.inkwell.jinja.tree.Statement;
import io.inkwell.jinja.tree.expression.Call;
import io.inkwell.jinja.tree.statement.CallBlock;
import io.inkwell.jinja.tree.statement.MacroDefinition;
import io.inkwell.jinja.tree.statement.ScopedBlock;

/** Parses macros and call blocks. */
final class MacroParser {

    private final TokenStream stream;

    private final Parser parser;

    private final ExpressionParser expressions;

    private final TargetParser targets;

    private final Names names;

    MacroParser(TokenStream stream, Parser parser, ExpressionParser expressions, TargetParser targets, Names names) {
        this.stream = stream;
        this.parser = parser;
        this.expressions = expressions;
        this.targets = targets;
        this.names = names;
    }

    Statement parse() {
        String name = this.targets.parseName();
        Signature signature = signature();
        return new MacroDefinition(code(name, signature, "endmacro"));
    }

    Statement parseCall() {
        Signature signature = this.stream.current().isOperator("(") ? signature() : new Signature(List.of(), List.of());
        Expression call = this.expressions.parse();
        if (!(call instanceof Call called)) {
            throw this.stream.fail("expected call");
        }
        return new CallBlock(code("", signature, "endcall"), called);
    }

    Statement parseGeneration() {
        int loops = this.parser.loops().setDepth(0);
        Body body = this.parser.strictBodyUntil("endgeneration");
        this.parser.loops().setDepth(loops);
        return new ScopedBlock(body);
    }

    private MacroCode code(String name, Signature signature, String end) {
        int loops = this.parser.loops().setDepth(0);
        this.names.enterMacro();
        Body body = this.parser.strictBodyUntil(end);
        Set<String> mentioned = this.names.leaveMacro();
        this.parser.loops().setDepth(loops);
        List<String> parameters = signature.parameters;
        return new MacroCode(name, parameters, signature.defaults, mentioned.contains("caller"),
                mentioned.contains("kwargs") && !parameters.contains("kwargs"),
                mentioned.contains("varargs") && !parameters.contains("varargs"), body);
    }

    private Signature signature() {
        List<String> parameters = new ArrayList<>();
        List<Expression> defaults = new ArrayList<>();
        this.stream.expectOperator("(");
        while (!this.stream.current().isOperator(")")) {
            if (!parameters.isEmpty()) {
                this.stream.expectOperator(",");
            }
            String name = this.targets.parseName();
            if (parameters.contains(name)) {
                throw this.stream.fail("duplicate argument '" + name + "' in function definition");
            }
            parameters.add(name);
            if (this.stream.skipOperator("=")) {
                defaults.add(this.expressions.parse());
            }
            else if (!defaults.isEmpty()) {
                throw this.stream.fail("non-default argument follows default argument");
            }
        }
        int place = parameters.indexOf("caller");
        if (place >= 0 && place < parameters.size() - defaults.size()) {
            throw this.stream.fail("When defining macros or call blocks the special \"caller\" argument must be "
                    + "omitted or be given a default.");
        }
        this.stream.next();
        return new Signature(parameters, defaults);
    }

    private record Signature(List<String> parameters, List<Expression> defaults) {
    }

}
