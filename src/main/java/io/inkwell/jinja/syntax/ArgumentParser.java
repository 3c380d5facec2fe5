package io.inkwell.jinja.syntax;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.inkwell.jinja.syntax.Token.Type;
import io.inkwell.jinja.tree.Expression;
import io.inkwell.jinja.tree.expression.ArgumentList;
import io.inkwell.jinja.value.TemplateFailure;

/** Parses the arguments of calls, filters and tests. */
final class ArgumentParser {

    private final TokenStream stream;

    private final ExpressionParser expressions;

    ArgumentParser(TokenStream stream, ExpressionParser expressions) {
        this.stream = stream;
        this.expressions = expressions;
    }

    ArgumentList parse() {
        int line = this.stream.expectOperator("(").line();
        List<Expression> positional = new ArrayList<>();
        Map<String, Expression> named = new LinkedHashMap<>();
        @Nullable Expression list = null;
        @Nullable Expression dict = null;
        boolean first = true;
        while (!this.stream.current().isOperator(")")) {
            if (!first) {
                this.stream.expectOperator(",");
                if (this.stream.current().isOperator(")")) {
                    break;
                }
            }
            first = false;
            if (this.stream.skipOperator("*")) {
                require(list == null && dict == null, line);
                list = this.expressions.parse();
            }
            else if (this.stream.skipOperator("**")) {
                require(dict == null, line);
                dict = this.expressions.parse();
            }
            else if (this.stream.current().is(Type.NAME) && this.stream.look().isOperator("=")) {
                require(dict == null, line);
                addNamed(named, line);
            }
            else {
                require(list == null && dict == null && named.isEmpty(), line);
                positional.add(this.expressions.parse());
            }
        }
        this.stream.next();
        boolean none = positional.isEmpty() && named.isEmpty() && list == null && dict == null;
        return none ? ArgumentList.NONE : new ArgumentList(positional, named, list, dict);
    }

    private void addNamed(Map<String, Expression> named, int line) {
        String name = this.stream.next().text();
        this.stream.next();
        if (named.put(name, this.expressions.parse()) != null) {
            throw TemplateFailure.syntax(line, "keyword argument repeated: " + name);
        }
    }

    private static void require(boolean holds, int line) {
        if (!holds) {
            throw TemplateFailure.syntax(line, "invalid syntax for function call expression");
        }
    }

}
