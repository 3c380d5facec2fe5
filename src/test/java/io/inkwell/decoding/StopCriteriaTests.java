package io.inkwell.decoding;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class StopCriteriaTests {

    private static final int HIDDEN = 90;

    private static final byte[] HIDDEN_BYTES = bytes("<x>");

    @Test
    void findsAStopStringInTokensThatTheTextLeavesOut() {
        StopCriteria criteria = new StopCriteria(hiding("<x>"));
        criteria.check(1, bytes("a"));

        StopDecision decision = criteria.check(HIDDEN, HIDDEN_BYTES);

        assertThat(decision.stopReason()).isEqualTo("<x>");
        assertThat(decision.cutBytes()).isZero();
    }

    @Test
    void cutsOnlyWhatTheTextShowsOfAStopString() {
        StopCriteria criteria = new StopCriteria(hiding("b<x>c"));

        assertThat(criteria.check(1, bytes("ab")).heldBytes()).isEqualTo(1);
        assertThat(criteria.check(HIDDEN, HIDDEN_BYTES).heldBytes()).isEqualTo(1);
        assertThat(criteria.copy().check(2, bytes("d")).heldBytes()).isZero();
        assertThat(criteria.check(2, bytes("cd"))).satisfies((decision) -> {
            assertThat(decision.stopReason()).isEqualTo("b<x>c");
            assertThat(decision.cutBytes()).isEqualTo(3);
        });
    }

    @Test
    void findsAStopStringAcrossATokenThatTheTextLeavesOut() {
        StopCriteria criteria = new StopCriteria(hiding("ab"));

        assertThat(criteria.check(1, bytes("xa")).heldBytes()).isEqualTo(1);
        assertThat(criteria.check(HIDDEN, HIDDEN_BYTES).heldBytes()).isEqualTo(1);
        assertThat(criteria.check(2, bytes("b"))).satisfies((decision) -> {
            assertThat(decision.stopReason()).isEqualTo("ab");
            assertThat(decision.cutBytes()).isEqualTo(2);
        });
    }

    @Test
    void holdsNothingOfATokenThatTheTextLeavesOut() {
        StopCriteria criteria = new StopCriteria(hiding("<x><x><x>"));

        assertThat(criteria.check(HIDDEN, HIDDEN_BYTES).heldBytes()).isZero();
        assertThat(criteria.check(HIDDEN, HIDDEN_BYTES).heldBytes()).isZero();
        assertThat(criteria.check(HIDDEN, HIDDEN_BYTES).isFinished()).isTrue();
    }

    private static StopConditions hiding(String... strings) {
        return new StopConditions(0, 10, Set.of(), Set.of(), false, StopSequences.of(List.of(strings)), false,
                Set.of(HIDDEN));
    }

    private static final int EOS = 50_256;

    private static final byte[] EOS_BYTES = "<|endoftext|>".getBytes(StandardCharsets.UTF_8);

    @Test
    void goesOnWithoutAllocating() {
        StopCriteria criteria = new StopCriteria(conditions(9, false, false));
        StopDecision first = criteria.check(1, bytes("a"));
        assertThat(first).isEqualTo(new StopDecision(null, 0, 0, null));
        assertThat(first.isFinished()).isFalse();
        assertThat(criteria.check(2, bytes("b"))).isSameAs(first);
    }

    @Test
    void endOfTextStopsAndAddsNoText() {
        StopCriteria criteria = new StopCriteria(conditions(9, false, false, "stop"));
        criteria.check(1, bytes("a st"));
        assertThat(criteria.check(EOS, EOS_BYTES))
            .isEqualTo(new StopDecision(FinishReason.STOP, EOS_BYTES.length, EOS_BYTES.length, null));
    }

    @Test
    void goesOnAfterEndOfTextWhenTold() {
        StopCriteria criteria = new StopCriteria(conditions(2, true, false));
        assertThat(criteria.check(EOS, EOS_BYTES).isFinished()).isFalse();
        assertThat(criteria.check(EOS, EOS_BYTES)).isEqualTo(new StopDecision(FinishReason.LENGTH, 0, 0, null));
    }

    @Test
    void aStopTokenStopsAndIsNamed() {
        StopCriteria criteria = new StopCriteria(conditions(9, true, false));
        assertThat(criteria.check(13, bytes("."))).isEqualTo(new StopDecision(FinishReason.STOP, 1, 1, 13));
    }

    @Test
    void holdsBackWhatMayBecomeAStopStringAndCutsItOff() {
        StopCriteria criteria = new StopCriteria(conditions(9, false, false, "stop"));
        assertThat(criteria.check(1, bytes("a st"))).isEqualTo(new StopDecision(null, 2, 0, null));
        assertThat(criteria.check(2, bytes("opera"))).isEqualTo(new StopDecision(FinishReason.STOP, 7, 7, "stop"));
    }

    @Test
    void keepsTheStopStringWhenTold() {
        StopCriteria criteria = new StopCriteria(conditions(9, false, true, "stop"));
        assertThat(criteria.check(1, bytes("a stopera"))).isEqualTo(new StopDecision(FinishReason.STOP, 3, 3, "stop"));
    }

    @Test
    void keepsTheTextOfATokenThatStopsWhenTold() {
        StopCriteria criteria = new StopCriteria(conditions(9, false, true));
        assertThat(criteria.check(13, bytes("."))).isEqualTo(new StopDecision(FinishReason.STOP, 0, 0, 13));
        criteria = new StopCriteria(conditions(9, false, true));
        assertThat(criteria.check(EOS, EOS_BYTES)).isEqualTo(new StopDecision(FinishReason.STOP, 0, 0, null));
    }

    @Test
    void noTokenStopsBeforeTheLeastLength() {
        StopCriteria criteria = new StopCriteria(conditionsFrom(2));
        assertThat(criteria.check(13, bytes(".")).isFinished()).isFalse();
        assertThat(criteria.check(EOS, bytes("")).isFinished()).isFalse();
        assertThat(criteria.check(13, bytes("."))).isEqualTo(new StopDecision(FinishReason.STOP, 1, 1, 13));
    }

    @Test
    void aStopStringCountsIfItEndsAfterTheLeastLength() {
        StopCriteria criteria = new StopCriteria(conditionsFrom(1, "abab", "x"));
        assertThat(criteria.check(1, bytes("xabab"))).isEqualTo(new StopDecision(null, 2, 0, null));
        assertThat(criteria.check(2, bytes("abc"))).isEqualTo(new StopDecision(FinishReason.STOP, 5, 5, "abab"));
    }

    @Test
    void theLimitMayBeTheLeastLength() {
        StopConditions conditions = new StopConditions(1, 1, Set.of(13), Set.of(), false, StopSequences.NONE, false);
        assertThat(new StopCriteria(conditions).check(13, bytes(".")))
            .isEqualTo(new StopDecision(FinishReason.LENGTH, 0, 0, null));
    }

    @Test
    void theLimitEndsTheSequenceAndReleasesWhatWasHeld() {
        StopCriteria criteria = new StopCriteria(conditions(2, false, false, "stop"));
        criteria.check(1, bytes("a"));
        assertThat(criteria.check(2, bytes("sto"))).isEqualTo(new StopDecision(FinishReason.LENGTH, 0, 0, null));
    }

    @Test
    void aStopStringWinsOverTheLimit() {
        StopCriteria criteria = new StopCriteria(conditions(1, false, false, "b"));
        assertThat(criteria.check(1, bytes("ab"))).isEqualTo(new StopDecision(FinishReason.STOP, 1, 1, "b"));
    }

    @Test
    void sequencesOfOneRequestDoNotSeeEachOther() {
        StopConditions conditions = conditions(9, false, false, "ab");
        StopCriteria one = new StopCriteria(conditions);
        StopCriteria other = new StopCriteria(conditions);
        one.check(1, bytes("a"));
        assertThat(other.check(2, bytes("b")).isFinished()).isFalse();
        assertThat(one.check(2, bytes("b")).isFinished()).isTrue();
    }

    private static StopConditions conditions(int maxTokens, boolean ignoreEos, boolean includeStop, String... stops) {
        return new StopConditions(0, maxTokens, Set.of(13), Set.of(EOS), ignoreEos, StopSequences.of(List.of(stops)),
                includeStop);
    }

    private static StopConditions conditionsFrom(int minTokens, String... stops) {
        return new StopConditions(minTokens, 9, Set.of(13), Set.of(EOS), false, StopSequences.of(List.of(stops)),
                false);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

}
