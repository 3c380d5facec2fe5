package io.inkwell.completion;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.inkwell.decoding.stop.FinishReason;

import static org.assertj.core.api.Assertions.assertThat;

class BestOfTests {

    private static final CompletionSummary SUMMARY = new CompletionSummary(1, 2, 0, 9, Duration.ZERO, Duration.ZERO,
            Duration.ZERO);

    @Test
    void ranksByMeanLogprobNotBySum() {
        Completion best = BestOf.choose(completion(choice(0, "short", -2), choice(1, "long", -1, -1, -1)),
                new ChoiceOptions(1, 2, null));

        assertThat(best.choices()).extracting(Choice::text).containsExactly("long");
    }

    @Test
    void keepsTheFirstOfEqualChoices() {
        Completion best = BestOf.choose(
                completion(choice(0, "worse", -3), choice(1, "first", -1, -2), choice(2, "second", -1.5f)),
                new ChoiceOptions(1, 3, null));

        assertThat(best.choices()).extracting(Choice::text).containsExactly("first");
    }

    @Test
    void renumbersTheBestChoicesOfEachPromptInDescendingOrder() {
        Completion best = BestOf.choose(completion(choice(0, "a3", -3), choice(1, "a1", -1), choice(2, "a2", -2),
                choice(3, "b1", -4), choice(4, "b3", -6), choice(5, "b2", -5)), new ChoiceOptions(2, 3, null));

        assertThat(best.choices()).extracting(Choice::text).containsExactly("a1", "a2", "b1", "b2");
        assertThat(best.choices()).extracting(Choice::index).containsExactly(0, 1, 2, 3);
        assertThat(best.summary()).isEqualTo(SUMMARY);
    }

    @Test
    void ranksAChoiceWithoutTokensLast() {
        Completion best = BestOf.choose(completion(choice(0, ""), choice(1, "unlikely", -50)),
                new ChoiceOptions(1, 2, null));

        assertThat(best.choices()).extracting(Choice::text).containsExactly("unlikely");
    }

    @Test
    void keepsTheOrderIfAllChoicesAreReturned() {
        Completion all = completion(choice(0, "worse", -2), choice(1, "better", -1));

        assertThat(BestOf.choose(all, new ChoiceOptions(2, 2, null))).isEqualTo(all);
    }

    private static Completion completion(Choice... choices) {
        return new Completion(List.of(choices), SUMMARY);
    }

    private static Choice choice(int index, String text, float... logprobs) {
        TextToken[] tokens = new TextToken[logprobs.length];
        Arrays.setAll(tokens,
                (i) -> new TextToken(i, new byte[0], 0, new TextToken.Logprobs(logprobs[i], 1, List.of(), 1)));
        return new Choice(index, text, List.of(tokens), null, FinishReason.STOP, null, null);
    }

}
