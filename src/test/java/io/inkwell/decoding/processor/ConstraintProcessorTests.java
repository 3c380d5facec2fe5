package io.inkwell.decoding.processor;

import java.util.Set;

import org.junit.jupiter.api.Test;

import io.inkwell.decoding.FixedForm;
import io.inkwell.decoding.Logits;
import io.inkwell.decoding.Rows;
import io.inkwell.decoding.SamplingParams;
import io.inkwell.decoding.TokenHistory;
import io.inkwell.decoding.stop.StopConditions;
import io.inkwell.decoding.stop.StopStrings;

import static org.assertj.core.api.Assertions.assertThat;

class ConstraintProcessorTests {

    private static final int EOS = 5;

    private static final FixedForm FORM = FixedForm.of(new Integer[] { 1, 2 }, new Integer[] { 1 },
            new Integer[] { 3, EOS, 4 });

    private static final StopConditions STOP = new StopConditions(0, 9, Set.of(), Set.of(EOS, 99), false,
            StopStrings.NONE, false, FORM);

    private final TokenHistory history = new TokenHistory(new int[] { 4, 4 });

    @Test
    void keepsTheScoresOfTokensThatTheFormAllows() {
        Logits logits = process();

        assertThat(Rows.possibleIds(logits)).containsExactly(1, 3);
        assertThat(logits.get(3)).isEqualTo(13);
    }

    @Test
    void allowsEndTokensWhereTheFormIsComplete() {
        this.history.append(1);

        assertThat(Rows.possibleIds(process())).containsExactly(2, EOS);
        assertThat(process().get(EOS)).isEqualTo(15);
    }

    @Test
    void neverAllowsEndTokensInsideTheForm() {
        this.history.append(3);

        assertThat(Rows.possibleIds(process())).isEmpty();
    }

    @Test
    void followsACopyOfTheHistory() {
        process();
        this.history.append(1);
        TokenHistory copy = this.history.copy();
        copy.append(2);

        assertThat(Rows.possibleIds(process(copy))).containsExactly(EOS);
        assertThat(Rows.possibleIds(process())).containsExactly(2, EOS);
    }

    @Test
    void forcedTokensEndAtAChoiceAndAtAnEndToken() {
        ForcedTokens forced = ForcedTokens.of(SamplingParams.DEFAULT, STOP);
        TokenHistory choice = new TokenHistory(new int[0]);
        TokenHistory end = choice.copy();
        end.append(3);

        assertThat(forced.after(choice, 9)).isEmpty();
        assertThat(forced.after(end, 9)).isEmpty();
    }

    @Test
    void forcedTokensAreLimitedInNumber() {
        FixedForm form = FixedForm.of(new Integer[] { 1, 2, 3, 4 });
        StopConditions stop = new StopConditions(0, 9, Set.of(), Set.of(), false, StopStrings.NONE, false, form);
        ForcedTokens forced = ForcedTokens.of(SamplingParams.GREEDY, stop);

        assertThat(forced.after(new TokenHistory(new int[0]), 9)).containsExactly(1, 2, 3, 4);
        assertThat(forced.after(new TokenHistory(new int[0]), 2)).containsExactly(1, 2);
        assertThat(forced.after(new TokenHistory(new int[0]), 0)).isEmpty();
    }

    @Test
    void aRequestThatBansTokensForcesNone() {
        SamplingParams banning = SamplingParams.builder().noRepeatNgramSize(2).build();
        StopConditions stop = new StopConditions(0, 9, Set.of(), Set.of(), false, StopStrings.NONE, false,
                FixedForm.of(new Integer[] { 1, 2 }));

        assertThat(ForcedTokens.of(banning, stop).after(new TokenHistory(new int[0]), 9)).isEmpty();
    }

    private Logits process() {
        return process(this.history);
    }

    private static Logits process(TokenHistory history) {
        Logits logits = Rows.logits(10, 11, 12, 13, 14, 15, 16);
        new ConstraintProcessor(FORM, Set.of(EOS, 99), ForcedTokens.of(SamplingParams.DEFAULT, STOP)).process(logits,
                history);
        return logits;
    }

}
