package io.inkwell.chat;

import java.util.Properties;

import com.hubspot.jinjava.el.ExtendedSyntaxBuilder;
import com.hubspot.jinjava.el.TruthyTypeConverter;
import com.hubspot.jinjava.el.ext.ExtendedParser;
import com.hubspot.jinjava.interpret.Context;
import com.hubspot.jinjava.interpret.JinjavaInterpreter;
import jinjava.de.odysseus.el.ExpressionFactoryImpl;
import jinjava.de.odysseus.el.tree.TreeBuilder;
import jinjava.de.odysseus.el.tree.impl.Builder;
import jinjava.de.odysseus.el.tree.impl.Parser;
import jinjava.de.odysseus.el.tree.impl.Scanner;
import jinjava.de.odysseus.el.tree.impl.ast.AstIdentifier;
import jinjava.de.odysseus.el.tree.impl.ast.AstNode;
import jinjava.de.odysseus.el.tree.impl.ast.AstUnary;
import jinjava.javax.el.ELException;
import org.jspecify.annotations.Nullable;

/**
 * Expressions that mean what they mean to Python's Jinja where Jinjava reads them
 * otherwise: {@code not a == b} is the contrary of {@code a == b} and no comparison with
 * {@code not a}; a filter or a test that does not exist is an error and not left out.
 */
final class PythonExpressions extends ExpressionFactoryImpl {

    PythonExpressions() {
        super(new Properties(), new TruthyTypeConverter());
    }

    @Override
    protected TreeBuilder createTreeBuilder(Properties properties, Builder.Feature... features) {
        return new SyntaxBuilder(features);
    }

    private static final class SyntaxBuilder extends ExtendedSyntaxBuilder {

        SyntaxBuilder(Builder.Feature... features) {
            super(features);
        }

        @Override
        protected Parser createParser(String expression) {
            return new ExpressionParser(this, expression);
        }

    }

    private static final class ExpressionParser extends ExtendedParser {

        ExpressionParser(Builder builder, String expression) {
            super(builder, expression);
        }

        @Override
        protected AstNode eq(boolean required) throws Scanner.ScanException, ParseException {
            if (getToken().getSymbol() == Scanner.Symbol.NOT) {
                consumeToken();
                return createAstUnary(eq(true), AstUnary.NOT);
            }
            return super.eq(required);
        }

        @Override
        protected AstIdentifier createAstIdentifier(String name, int index) {
            Context context = JinjavaInterpreter.getCurrent().getContext();
            if (name.startsWith(FILTER_PREFIX)) {
                requireKnown(name, context.getFilter(name.substring(FILTER_PREFIX.length())));
            }
            else if (name.startsWith(EXPTEST_PREFIX)) {
                requireKnown(name, context.getExpTest(name.substring(EXPTEST_PREFIX.length())));
            }
            return super.createAstIdentifier(name, index);
        }

        private static void requireKnown(String name, @Nullable Object found) {
            if (found == null) {
                throw new ELException(
                        "there is no " + name.replace(EXPTEST_PREFIX, "test ").replace(FILTER_PREFIX, "filter "));
            }
        }

    }

}
