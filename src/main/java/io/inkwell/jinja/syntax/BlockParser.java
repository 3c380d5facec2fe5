package io.inkwell.jinja.syntax;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.inkwell.jinja.syntax.Token.Type;
import io.inkwell.jinja.tree.Body;
import io.inkwell.jinja.tree.Expression;
import io.inkwell.jinja.tree.NamedBlock;
import io.inkwell.jinja.tree.Statement;
import io.inkwell.jinja.tree.Target;
import io.inkwell.jinja.tree.expression.Constant;
import io.inkwell.jinja.tree.expression.FilterCall;
import io.inkwell.jinja.tree.statement.Assignment;
import io.inkwell.jinja.tree.statement.AutoescapeBlock;
import io.inkwell.jinja.tree.statement.BlockAssignment;
import io.inkwell.jinja.tree.statement.FilterBlock;
import io.inkwell.jinja.tree.statement.If;
import io.inkwell.jinja.tree.statement.Print;
import io.inkwell.jinja.tree.statement.Text;
import io.inkwell.jinja.tree.statement.TextFilter;
import io.inkwell.jinja.tree.statement.With;
import io.inkwell.jinja.value.CharacterClasses;

/** Parses block tags other than loops and macros, starting at the tag name. */
final class BlockParser {

    private final TokenStream stream;

    private final Parser parser;

    private final ExpressionParser expressions;

    private final TargetParser targets;

    private final Map<String, NamedBlock> named = new HashMap<>();

    BlockParser(TokenStream stream, Parser parser, ExpressionParser expressions, TargetParser targets) {
        this.stream = stream;
        this.parser = parser;
        this.expressions = expressions;
        this.targets = targets;
    }

    Statement parseIf() {
        List<If.Branch> branches = new ArrayList<>();
        boolean before = this.expressions.setLenient(true);
        String end = "elif";
        while (end.equals("elif")) {
            Expression condition = this.expressions.primary().parseTuple(false);
            branches.add(new If.Branch(condition, this.parser.bodyUntil("elif", "else", "endif")));
            end = this.stream.next().text();
        }
        Body otherwise = new Body(List.of());
        if (end.equals("else")) {
            otherwise = this.parser.bodyUntil("endif");
            this.stream.next();
        }
        this.expressions.setLenient(before);
        return new If(branches, otherwise);
    }

    Statement parseSet() {
        Target target = this.targets.parseStored(true);
        if (this.stream.skipOperator("=")) {
            return new Assignment(target, this.expressions.primary().parseTuple(false));
        }
        TextFilter filter = new TextFilter(this.stream.skipOperator("|") ? filters() : List.of());
        return new BlockAssignment(target, this.parser.strictBodyUntil("endset"), filter);
    }

    private List<FilterCall> filters() {
        List<FilterCall> filters = new ArrayList<>();
        do {
            filters.add(this.expressions.parseFilter(new Constant("")));
        }
        while (this.stream.skipOperator("|"));
        return filters;
    }

    Statement parseFilter() {
        TextFilter filter = new TextFilter(filters());
        return new FilterBlock(filter, this.parser.strictBodyUntil("endfilter"));
    }

    Statement parseWith() {
        List<Target> names = new ArrayList<>();
        List<Expression> values = new ArrayList<>();
        while (!this.stream.current().is(Type.BLOCK_END)) {
            if (!names.isEmpty()) {
                this.stream.expectOperator(",");
            }
            names.add(this.targets.parse(false));
            this.stream.expectOperator("=");
            values.add(this.expressions.parse());
        }
        return new With(names, values, this.parser.strictBodyUntil("endwith"));
    }

    Statement parseAutoescape() {
        Expression escaping = this.expressions.parse();
        return new AutoescapeBlock(escaping, this.parser.strictBodyUntil("endautoescape"));
    }

    Statement parseBlock() {
        String name = this.stream.expect(Type.NAME).text();
        if (this.named.containsKey(name)) {
            throw this.stream.fail("block '" + name + "' defined twice");
        }
        boolean scoped = this.stream.skipName("scoped");
        boolean required = this.stream.skipName("required");
        int loops = this.parser.loops().setDepth(0);
        Body body = this.parser.strictBodyUntil("endblock");
        this.parser.loops().setDepth(loops);
        if (required && !body.lines().stream().allMatch((line) -> isBlank(line.statement()))) {
            throw this.stream.fail("Required blocks can only contain comments or whitespace");
        }
        this.stream.skipName(name);
        NamedBlock block = new NamedBlock(name, scoped, required, body);
        this.named.put(name, block);
        return block;
    }

    private static boolean isBlank(Statement statement) {
        return statement instanceof Text text && text.text().codePoints().allMatch(CharacterClasses::isSpace);
    }

    /** The parsed blocks by name. */
    Map<String, NamedBlock> named() {
        return this.named;
    }

    Statement parsePrint() {
        List<Body.Line> prints = new ArrayList<>();
        while (!this.stream.current().is(Type.BLOCK_END)) {
            if (!prints.isEmpty()) {
                this.stream.expectOperator(",");
            }
            prints.add(new Body.Line(this.stream.current().line(), new Print(this.expressions.parse())));
        }
        return new Body(prints);
    }

}
