package io.inkwell.grammar.regex;

import java.util.Random;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.inkwell.grammar.GrammarText;
import io.inkwell.grammar.OutputForm;
import io.inkwell.grammar.automaton.FormException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

class RegexTests {

    private static final String[] ATOMS = { "a", "b", "c", ".", "[ab]", "[^a]", "[a-c]", "\\d", "\\w", "\\s", "\\W",
            "é", "€", "[à-ü]", "\\.", "\\x61", "\\u00e9", "😀" };

    private static final String[] QUANTIFIERS = { "", "", "", "*", "+", "?", "{2}", "{1,3}", "{2,}", "*?" };

    private static final String[] LETTERS = { "a", "b", "c", "é", "€", "😀", " ", ".", "7", "_", "ü" };

    @Test
    void matchesTheSameTextsAsJava() {
        Random random = new Random(7);
        int numMatches = 0;
        for (int i = 0; i < 400; i++) {
            String regex = expression(random, 1);
            GrammarText grammar = GrammarText.of(new OutputForm.Regexp(regex));
            Pattern expected = Pattern.compile(regex, Pattern.DOTALL);
            for (int j = 0; j < 40; j++) {
                String text = text(random);
                boolean matches = expected.matcher(text).matches();
                numMatches += matches ? 1 : 0;
                assertThat(grammar.accepts(text)).as("%s matches '%s'", regex, text).isEqualTo(matches);
            }
        }
        assertThat(numMatches).isGreaterThan(300);
    }

    private static String expression(Random random, int depth) {
        StringBuilder regex = new StringBuilder();
        int length = 1 + random.nextInt(3);
        for (int i = 0; i < length; i++) {
            boolean isGroup = depth > 0 && random.nextInt(3) == 0;
            String atom = isGroup ? "(" + (random.nextBoolean() ? "?:" : "") + expression(random, depth - 1) + "|"
                    + expression(random, depth - 1) + ")" : ATOMS[random.nextInt(ATOMS.length)];
            regex.append(atom).append(QUANTIFIERS[random.nextInt(QUANTIFIERS.length)]);
        }
        return regex.toString();
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        int length = random.nextInt(6);
        for (int i = 0; i < length; i++) {
            text.append(LETTERS[random.nextInt(LETTERS.length)]);
        }
        return text.toString();
    }

    @ParameterizedTest
    @CsvSource({ "^ab$, ab, true", "a|^b$, b, true", "(?<year>\\d{4}), 2024, true", "(?P<y>\\d+), 12, true",
            "[a\\]]+, a], true", "[+-]?\\d, -1, true", "[\\w-]+, a-b, true", "a.c, 'a\u2028c', false",
            "\\t\\n, 'x', false", "\\ud83d\\ude00, 😀, true", "[\\d.]+, 1.5, true", "x{0}, '', true" })
    void readsTheSyntax(String regex, String text, boolean matches) {
        assertThat(GrammarText.of(new OutputForm.Regexp(regex)).accepts(text)).isEqualTo(matches);
    }

    @ParameterizedTest
    @ValueSource(strings = { "(?=a)b", "(?<!a)b", "\\bword", "(a)\\1", "(?i)a", "a(^b)", "(a$)b", "a**", "a*+", "*a",
            "(a", "a)", "[]-z]", "[^]a]", "[a", "[b-a]", "a{3,1}", "\\p{L}", "\\", "a{x}", "a{,2}", "[[:alpha:]]",
            "[a&&b]", "\\q" })
    void rejectsWhatIsNotRegularOrNotSupported(String regex) {
        assertThatExceptionOfType(FormException.class).isThrownBy(() -> Regex.matching(regex))
            .withMessageStartingWith("the form is not a supported regular expression: ");
    }

    @ParameterizedTest
    @ValueSource(strings = { "(a|b)*a(a|b){30}", "(a{1000}){1000}", "((a{100}){100}){100}", "(.{0,3000}x){0,30}",
            "(.*a){40}b(.|c){20}" })
    void limitsTheSize(String regex) {
        assertThatExceptionOfType(FormException.class).isThrownBy(() -> new OutputForm.Regexp(regex).compile());
    }

    @ParameterizedTest
    @ValueSource(strings = { "(a+)+$", "(a|a)*", "((((a*)*)*)*)*", "(a?){500}a{500}", "(a|aa)+b", "[^\"]{0,500}" })
    void compilesShapesThatAreSlowForBacktracking(String regex) {
        assertThatNoException().isThrownBy(() -> new OutputForm.Regexp(regex).compile());
    }

}
