package io.inkwell.grammar.mask;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.inkwell.decoding.TokenConstraint;
import io.inkwell.decoding.TokenSet;
import io.inkwell.grammar.OutputForm;
import io.inkwell.grammar.automaton.FormException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class TokenMasksTests {

    private static final List<String> TOKENS = List.of("", "a", "b", "aa", "ab", "ba", "aab", "\"", "{\"", "\":", ",\"",
            "{", "}", "}}", "[", "]", ":", ",", " ", "1", "12", "true", "é", "€", "a€", "[[", "]]", "a");

    private static final int NUM_TOKENS = TOKENS.size() + 3;

    private static final Vocabulary VOCABULARY = Vocabulary.of(NUM_TOKENS, TokenMasksTests::bytes);

    /** The last tokens are the bytes of a character. */
    private static byte[] bytes(int id) {
        return (id < TOKENS.size()) ? TOKENS.get(id).getBytes(StandardCharsets.UTF_8)
                : new byte[] { "€".getBytes(StandardCharsets.UTF_8)[id - TOKENS.size()] };
    }

    private static TokenMasks masks(OutputForm form) {
        return new TokenMasks(form.compile(), VOCABULARY);
    }

    @ParameterizedTest
    @ValueSource(strings = { "root ::= [ab]+ \"€\"*", "root ::= \"a\" root \"b\" | \"aab\"",
            "root ::= v\nv ::= \"{\" (p (\",\" p)*)? \"}\" | \"[\" v* \"]\" | [0-9]+\np ::= \"\\\"\" [^\"]* \"\\\":\" v",
            "root ::= x x x\nx ::= \"a\" | \"aa\" | \"ab\" | \"\"" })
    void allowsTheTokensWhoseBytesTheGrammarReads(String grammar) {
        TokenMasks masks = masks(new OutputForm.Gbnf(grammar));
        Random random = new Random(3);
        for (int i = 0; i < 50; i++) {
            TokenConstraint.State state = masks.begin();
            for (int length = 0; length < 12 && state.canContinue(); length++) {
                List<Integer> allowed = new ArrayList<>();
                for (int id = 0; id < NUM_TOKENS; id++) {
                    TokenConstraint.State next = state.after(id);
                    boolean isRead = next.isComplete() || next.canContinue();
                    assertThat(state.allowed().next(id) == id).as("token %s", id).isEqualTo(isRead);
                    if (isRead) {
                        allowed.add(id);
                    }
                }
                assertThat(allowed).isNotEmpty();
                state = state.after(allowed.get(random.nextInt(allowed.size())));
            }
        }
    }

    @Test
    void readsACharacterInSeveralTokensButIsNotCompleteWithinIt() {
        TokenConstraint.State state = masks(new OutputForm.Regexp("€")).begin();
        for (int i = 0; i < 3; i++) {
            assertThat(state.isComplete()).isFalse();
            state = state.after(TOKENS.size() + i);
        }

        assertThat(state.isComplete()).isTrue();
        assertThat(state.canContinue()).isFalse();
    }

    @Test
    void allowsNothingAfterATokenThatIsNotAllowed() {
        TokenConstraint.State state = masks(new OutputForm.Regexp("a+")).begin().after(2);

        assertThat(state.allowed()).isEqualTo(TokenSet.EMPTY);
        assertThat(state.after(1).isComplete() || state.canContinue()).isFalse();
    }

    @Test
    void neverAllowsATokenWithoutBytes() {
        TokenConstraint.State state = masks(new OutputForm.Regexp("a*")).begin();

        assertThat(state.allowed().next(0)).isOne();
        assertThat(state.after(0).canContinue()).isFalse();
    }

    @Test
    void keepsTheStackSmallForRulesThatEndWithThemselves() {
        TokenMasks masks = masks(new OutputForm.Gbnf("root ::= \"a\" root | \"b\""));
        TokenConstraint.State state = masks.begin();
        TokenConstraint.State later = state.after(1);

        assertThat(later.after(1)).isSameAs(later);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            root ::= "aab" [12]         ; 6  ; the longest token of the only text
            root ::= "aab€"             ; 6  ; the text continues
            root ::= "{" ("\\"" | "}")  ; -1 ; a token reaches beyond the only text
            root ::= "a" | "aa"         ; -1 ; the text may end
            root ::= "a" | "b"          ; -1 ; there are two texts
            root ::= x "b" / x ::= "aa" ; 6  ; the text is that of several rules
            """)
    void forcesTheLongestTokenWhereThereIsOneText(String grammar, int token, String reason) {
        TokenConstraint.State state = masks(new OutputForm.Gbnf(grammar.replace(" / ", "\n"))).begin();

        assertThat(state.forced()).as(reason).isEqualTo(token);
        assertThat(state.forced()).isEqualTo(token);
    }

    @Test
    void computesAMaskOnce() {
        TokenMasks masks = masks(new OutputForm.Regexp("(ab)*"));

        assertThat(masks.begin().after(4).allowed()).isSameAs(masks.begin().after(4).after(4).allowed());
    }

    @Test
    void startsAgainWhenTooManyConfigurationsAreKnown() {
        TokenMasks masks = masks(new OutputForm.Gbnf("root ::= \"[\" root \"]\" | \"1\""));
        TokenConstraint.State state = masks.begin();
        for (int i = 0; i < 20_000; i++) {
            state = state.after(14);
        }
        state = state.after(19);
        for (int i = 0; i < 20_000; i++) {
            assertThat(state.isComplete()).isFalse();
            state = state.after(15);
        }

        assertThat(state.isComplete()).isTrue();
    }

    @Test
    void allowsNoTextThatHasTooManyReadings() {
        String rules = "root ::= r0+\n" + String.join("\n", IntStream.range(0, 12)
            .mapToObj(
                    (i) -> "r%d ::= \"a\" r%d \"a\" | \"a\" r%d \"b\" | \"a\"".formatted(i, (i + 1) % 12, (i + 5) % 12))
            .toList());
        TokenConstraint.State state = masks(new OutputForm.Gbnf(rules)).begin();
        int length = 0;
        for (; state.allowed().next(1) == 1; length++) {
            state = state.after(1);
        }

        assertThat(length).isBetween(5, 100);
        assertThat(state.after(1).canContinue() || state.after(1).isComplete()).isFalse();
    }

    @Test
    void rejectsAGrammarThatIsTooAmbiguousFromItsStart() {
        String rules = ambiguous(300, "r%d ::= \"a\" r%d \"b\" | \"c\"");

        assertThatExceptionOfType(FormException.class).isThrownBy(() -> masks(new OutputForm.Gbnf(rules)))
            .withMessage("the form is too ambiguous: it begins a text in more than 256 ways");
    }

    @Test
    void boundsTheWorkOfAMaskAndKeepsTokensOfOneByte() {
        List<String> tokens = new ArrayList<>(List.of(""));
        for (String word : List.of("x", "xx", "xxx")) {
            addAll(tokens, word, "");
        }
        Vocabulary vocabulary = Vocabulary.of(tokens.size(), (id) -> tokens.get(id).getBytes(StandardCharsets.UTF_8));
        String rules = ambiguous(100, "r%d ::= [a-t] r%d | \".\"");

        TokenSet allowed = new TokenMasks(new OutputForm.Gbnf(rules).compile(), vocabulary).begin().allowed();

        int count = 0;
        for (int id = allowed.next(0); id >= 0; id = allowed.next(id + 1)) {
            count++;
        }
        assertThat(IntStream.rangeClosed(1, 20)).allMatch((id) -> allowed.next(id) == id);
        assertThat(count).isBetween(100, tokens.size() - 100);
    }

    /** A choice of equal rules. */
    private static String ambiguous(int numRules, String rule) {
        return "root ::= " + String.join(" | ", IntStream.range(0, numRules).mapToObj((i) -> "r" + i).toList()) + "\n"
                + String.join("\n", IntStream.range(0, numRules).mapToObj((i) -> rule.formatted(i, i)).toList());
    }

    /** Adds the words that have a letter from a to t in each place of a pattern. */
    private static void addAll(List<String> tokens, String pattern, String word) {
        if (word.length() == pattern.length()) {
            tokens.add(word);
            return;
        }
        for (char letter = 'a'; letter <= 't'; letter++) {
            addAll(tokens, pattern, word + letter);
        }
    }

}
