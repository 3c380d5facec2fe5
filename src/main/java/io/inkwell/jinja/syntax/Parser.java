package io.inkwell.jinja.syntax;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;

import io.inkwell.jinja.syntax.Token.Type;
import io.inkwell.jinja.tree.Body;
import io.inkwell.jinja.tree.Document;
import io.inkwell.jinja.tree.Flow;
import io.inkwell.jinja.tree.Statement;
import io.inkwell.jinja.tree.statement.LoopControl;
import io.inkwell.jinja.tree.statement.Print;
import io.inkwell.jinja.tree.statement.Text;
import io.inkwell.jinja.value.TemplateFailure;

/** Parses templates. */
public final class Parser {

    private static final int MAX_DEPTH = 50;

    private final TokenStream stream;

    private final ExpressionParser expressions;

    private final BlockParser blocks;

    private final LoopParser loops;

    private final MacroParser macros;

    private final OtherTemplateParser others;

    private final Deque<String> open = new ArrayDeque<>();

    private Parser(String template) {
        this.stream = new TokenStream(Lexer.tokens(template));
        Names names = new Names();
        this.expressions = new ExpressionParser(this.stream, names);
        TargetParser targets = new TargetParser(this.stream);
        this.loops = new LoopParser(this.stream, this, this.expressions, targets);
        this.others = new OtherTemplateParser(this.stream, this.expressions, targets);
        this.blocks = new BlockParser(this.stream, this, this.expressions, targets);
        this.macros = new MacroParser(this.stream, this, this.expressions, targets, names);
    }

    /**
     * Parses a template.
     * @throws TemplateFailure if it is invalid; includes the line
     */
    public static Document parse(String template) {
        try {
            Parser parser = new Parser(template);
            return new Document(parser.body(Set.of()), parser.blocks.named());
        }
        catch (StackOverflowError ex) {
            throw TemplateFailure.syntax(0, "expressions nest too deeply");
        }
    }

    LoopParser loops() {
        return this.loops;
    }

    /** Parses statements up to a tag with one of these names. */
    Body bodyUntil(String... ends) {
        this.stream.skipOperator(":");
        this.stream.expect(Type.BLOCK_END);
        Body body = body(Set.of(ends));
        if (this.stream.current().is(Type.END)) {
            throw this.stream.fail("Unexpected end of template. Jinja was looking for the following tags: '"
                    + String.join("' or '", ends) + "'. The innermost block that needs to be closed is '"
                    + this.open.peek() + "'.");
        }
        return body;
    }

    /**
     * Parses statements up to and including the end tag of a block in which all filters
     * must exist.
     */
    Body strictBodyUntil(String end) {
        boolean before = this.expressions.setLenient(false);
        Body body = bodyUntil(end);
        this.expressions.setLenient(before);
        this.stream.next();
        return body;
    }

    private Body body(Set<String> ends) {
        List<Body.Line> lines = new ArrayList<>();
        while (!this.stream.current().is(Type.END)) {
            Token token = this.stream.next();
            switch (token.type()) {
                case DATA -> lines.add(new Body.Line(token.line(), new Text(token.text())));
                case VARIABLE_BEGIN -> {
                    lines.add(new Body.Line(token.line(), new Print(this.expressions.primary().parseTuple(false))));
                    this.stream.expect(Type.VARIABLE_END);
                }
                default -> {
                    if (this.stream.current().is(Type.NAME) && ends.contains(this.stream.current().text())) {
                        return new Body(lines);
                    }
                    lines.add(new Body.Line(token.line(), statement()));
                    this.stream.expect(Type.BLOCK_END);
                }
            }
        }
        return new Body(lines);
    }

    private Statement statement() {
        if (!this.stream.current().is(Type.NAME)) {
            throw this.stream.fail("tag name expected");
        }
        String tag = this.stream.current().text();
        this.open.push(tag);
        if (this.open.size() > MAX_DEPTH) {
            throw this.stream.fail("blocks nest deeper than " + MAX_DEPTH + " levels");
        }
        Statement statement = statement(tag);
        this.open.pop();
        return statement;
    }

    private Statement statement(String tag) {
        Token start = this.stream.next();
        return switch (tag) {
            case "if" -> this.blocks.parseIf();
            case "for" -> this.loops.parse();
            case "set" -> this.blocks.parseSet();
            case "with" -> this.blocks.parseWith();
            case "filter" -> this.blocks.parseFilter();
            case "block" -> this.blocks.parseBlock();
            case "autoescape" -> this.blocks.parseAutoescape();
            case "include", "import", "from", "extends" -> this.others.parse(tag);
            case "print" -> this.blocks.parsePrint();
            case "macro" -> this.macros.parse();
            case "call" -> this.macros.parseCall();
            case "generation" -> this.macros.parseGeneration();
            case "break" -> this.loops.control(start, new LoopControl(Flow.BREAK));
            case "continue" -> this.loops.control(start, new LoopControl(Flow.CONTINUE));
            default -> throw TemplateFailure.syntax(start.line(), "Encountered unknown tag '" + tag + "'.");
        };
    }

}
