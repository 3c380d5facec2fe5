package io.inkwell.jinja.syntax;

import io.inkwell.jinja.syntax.Token.Type;
import io.inkwell.jinja.tree.Statement;
import io.inkwell.jinja.tree.statement.OtherTemplate;

/** Parses tags that refer to other templates, starting at the tag name. */
final class OtherTemplateParser {

    private final TokenStream stream;

    private final ExpressionParser expressions;

    private final TargetParser targets;

    OtherTemplateParser(TokenStream stream, ExpressionParser expressions, TargetParser targets) {
        this.stream = stream;
        this.expressions = expressions;
        this.targets = targets;
    }

    Statement parse(String tag) {
        this.expressions.parse();
        switch (tag) {
            case "include" -> {
                if (this.stream.current().isName("ignore") && this.stream.look().isName("missing")) {
                    this.stream.next();
                    this.stream.next();
                }
                skipContext();
            }
            case "import" -> {
                this.stream.expectName("as");
                this.targets.parseName();
                skipContext();
            }
            case "from" -> {
                this.stream.expectName("import");
                parseNames();
            }
            default -> {
            }
        }
        return new OtherTemplate(tag);
    }

    private void parseNames() {
        boolean more = true;
        while (more) {
            if (skipContext()) {
                return;
            }
            if (this.stream.current().is(Type.NAME) && this.stream.current().text().startsWith("_")) {
                throw this.stream.fail("names starting with an underline can not be imported");
            }
            this.targets.parseName();
            if (this.stream.skipName("as")) {
                this.targets.parseName();
            }
            more = !skipContext() && this.stream.skipOperator(",");
        }
    }

    private boolean skipContext() {
        Token token = this.stream.current();
        boolean found = (token.isName("with") || token.isName("without")) && this.stream.look().isName("context");
        if (found) {
            this.stream.next();
            this.stream.next();
        }
        return found;
    }

}
