package io.inkwell.grammar.gbnf;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.inkwell.grammar.GrammarText;
import io.inkwell.grammar.OutputForm;
import io.inkwell.grammar.automaton.FormException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class GbnfParserTests {

    private static final String CALCULATION = """
            # Sums of products.
            root   ::= sum "=" [0-9]+ "\\n"
            sum    ::= product (("+" | "-") product)*
            product ::= factor ( "*" factor )*
            factor ::= number | "(" sum ")"
            number ::= [1-9] [0-9]{0,3}   # no leading zero
              | "0"
            """;

    @ParameterizedTest
    @CsvSource({ "'1+2=3\n', true", "'(1+2)*3=9\n', true", "'((7))=7\n', true", "'1+=3\n', false", "'(1=1\n', false",
            "'01=1\n', false", "'12345=1\n', false", "'1=1', false" })
    void generatesWhatTheRulesDescribe(String text, boolean accepted) {
        assertThat(grammar(CALCULATION).accepts(text)).isEqualTo(accepted);
    }

    @Test
    void nestsWithoutLimit() {
        String text = "(".repeat(500) + "1" + ")".repeat(500) + "=1\n";

        assertThat(grammar(CALCULATION).accepts(text)).isTrue();
        assertThat(grammar(CALCULATION).accepts(text.replaceFirst("\\(", ""))).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            root ::= "a" root | "b" ; aaab ; true
            root ::= "a" root "c" | "b" ; aabcc ; true
            root ::= "a" root "c" | "b" ; aabc ; false
            root ::= ("a" | "b")+ "c"? ; abac ; true
            root ::= [^a-c\\]]{2} ; xé ; true
            root ::= [^a-c\\]]{2} ; x] ; false
            root ::= . "\\u00e9" "\\x41" ; €éA ; true
            root ::= "a"{2,} ; a ; false
            root ::= "a"{2,3} ; aaaa ; false
            root ::= [a\\-]* [-x] ; a-a- ; true
            root ::= e "x" e ::= ; x ; true
            root ::= x-1 x-1 ::= "é" ("b")* ; ébb ; true
            root ::= "" | "\\"\\\\" ; "\\ ; true
            """)
    void readsTheSyntax(String grammar, String text, boolean accepted) {
        String lines = grammar.replace(" e ::=", "\ne ::=").replace(" x-1 ::=", "\nx-1 ::=");
        assertThat(grammar(lines).accepts(text.replace("\\\\", "\\"))).isEqualTo(accepted);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            a ::= "b"             | the rule root is not defined
            root ::= b            | the rule b is not defined
            root ::= "a           | unexpected end
            root ::= ("a"         | ")" is missing
            root ::= "a")         | a rule is missing
            root ::= [z-a]        | a range whose end is before its start
            root = "a"            | "::=" is missing
            root ::= "\\q"        | \\q is not an escape
            root ::= "a"{3,1}     | a repetition without a valid count
            root ::= <[1000]>     | a name is missing
            """)
    void rejectsWhatIsNoGrammar(String grammar, String problem) {
        assertThatExceptionOfType(FormException.class).isThrownBy(() -> GbnfParser.parse(grammar))
            .withMessageContaining(problem);
    }

    @ParameterizedTest
    @ValueSource(strings = { "root ::= root \"a\" | \"b\"", "root ::= a a\na ::= \"x\"? root", "root ::= b* root" })
    void rejectsLeftRecursion(String grammar) {
        assertThatExceptionOfType(FormException.class).isThrownBy(() -> GbnfParser.parse(grammar + "\nb ::= \"\""));
    }

    @Test
    void rejectsRulesThatNeverEnd() {
        assertThatExceptionOfType(FormException.class).isThrownBy(() -> GbnfParser.parse("root ::= \"a\" root"))
            .withMessageStartingWith("the form generates no text");
    }

    @Test
    void leavesOutAlternativesThatNeverEnd() {
        GrammarText grammar = grammar("root ::= \"a\" loop | \"ab\"\nloop ::= \"x\" loop");

        assertThat(grammar.acceptsStart("ax")).isFalse();
        assertThat(grammar.accepts("ab")).isTrue();
    }

    @Test
    void followsAllReadingsOfAnAmbiguousText() {
        GrammarText grammar = grammar("root ::= item item item\nitem ::= \"a\" | \"aa\" | \"aab\"");

        assertThat(grammar.accepts("aaaab")).isTrue();
        assertThat(grammar.accepts("aabaaba")).isTrue();
        assertThat(grammar.accepts("aa")).isFalse();
    }

    private static GrammarText grammar(String text) {
        return GrammarText.of(new OutputForm.Gbnf(text));
    }

}
