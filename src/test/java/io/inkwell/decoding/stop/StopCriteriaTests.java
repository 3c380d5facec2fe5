package io.inkwell.decoding.stop;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;

import io.inkwell.decoding.FixedForm;
import io.inkwell.decoding.TokenBytes;

import static org.assertj.core.api.Assertions.assertThat;

class StopCriteriaTests {

    private static final int EOS = 50_256;

    private static final byte[] EOS_BYTES = "<|endoftext|>".getBytes(StandardCharsets.UTF_8);

    @Test
    void continuesWithoutAllocation() {
        GivenText criteria = criteria(conditions(9, false, false));
        StopDecision first = criteria.check(1, bytes("a"));
        assertThat(first).isEqualTo(new StopDecision(null, false, 0, 0, null));
        assertThat(first.isFinished()).isFalse();
        assertThat(criteria.check(2, bytes("b"))).isSameAs(first);
    }

    @Test
    void eosStopsWithoutAddingText() {
        GivenText criteria = criteria(conditions(9, false, false, "stop"));
        criteria.check(1, bytes("a st"));
        assertThat(criteria.check(EOS, EOS_BYTES)).isEqualTo(new StopDecision(FinishReason.STOP, true, 0, 0, null));
    }

    @Test
    void continuesAfterIgnoredEos() {
        GivenText criteria = criteria(conditions(2, true, false));
        assertThat(criteria.check(EOS, EOS_BYTES).isFinished()).isFalse();
        assertThat(criteria.check(EOS, EOS_BYTES)).isEqualTo(new StopDecision(FinishReason.LENGTH, false, 0, 0, null));
    }

    @Test
    void stopTokenStopsAndIsReported() {
        GivenText criteria = criteria(conditions(9, true, false));
        assertThat(criteria.check(13, bytes("."))).isEqualTo(new StopDecision(FinishReason.STOP, true, 0, 0, 13));
    }

    @Test
    void holdsAndCutsStopString() {
        GivenText criteria = criteria(conditions(9, false, false, "stop"));
        assertThat(criteria.check(1, bytes("a st"))).isEqualTo(new StopDecision(null, false, 2, 0, null));
        assertThat(criteria.check(2, bytes("opera")))
            .isEqualTo(new StopDecision(FinishReason.STOP, false, 0, 7, "stop"));
    }

    @Test
    void keepsIncludedStopString() {
        GivenText criteria = criteria(conditions(9, false, true, "stop"));
        assertThat(criteria.check(1, bytes("a stopera")))
            .isEqualTo(new StopDecision(FinishReason.STOP, false, 0, 3, "stop"));
    }

    @Test
    void keepsIncludedStopToken() {
        GivenText criteria = criteria(conditions(9, false, true));
        assertThat(criteria.check(13, bytes("."))).isEqualTo(new StopDecision(FinishReason.STOP, false, 0, 0, 13));
        criteria = criteria(conditions(9, false, true));
        assertThat(criteria.check(EOS, EOS_BYTES)).isEqualTo(new StopDecision(FinishReason.STOP, false, 0, 0, null));
    }

    @Test
    void stopTokensDoNotCountBeforeMinTokens() {
        GivenText criteria = criteria(conditionsFrom(2));
        assertThat(criteria.check(13, bytes(".")).isFinished()).isFalse();
        assertThat(criteria.check(EOS, bytes("")).isFinished()).isFalse();
        assertThat(criteria.check(13, bytes("."))).isEqualTo(new StopDecision(FinishReason.STOP, true, 0, 0, 13));
    }

    @Test
    void stopStringCountsIfItEndsAfterMinTokens() {
        GivenText criteria = criteria(conditionsFrom(1, "abab", "x"));
        assertThat(criteria.check(1, bytes("xabab"))).isEqualTo(new StopDecision(null, false, 2, 0, null));
        assertThat(criteria.check(2, bytes("abc"))).isEqualTo(new StopDecision(FinishReason.STOP, false, 0, 5, "abab"));
    }

    @Test
    void minTokensMayEqualMaxTokens() {
        StopConditions conditions = new StopConditions(1, 1, Set.of(13), Set.of(), false, StopStrings.NONE, false);
        assertThat(criteria(conditions).check(13, bytes(".")))
            .isEqualTo(new StopDecision(FinishReason.LENGTH, false, 0, 0, null));
    }

    @Test
    void maxTokensEndsTheSequenceAndReleasesHeldBytes() {
        GivenText criteria = criteria(conditions(2, false, false, "stop"));
        criteria.check(1, bytes("a"));
        assertThat(criteria.check(2, bytes("sto"))).isEqualTo(new StopDecision(FinishReason.LENGTH, false, 0, 0, null));
    }

    @Test
    void stopStringTakesPrecedenceOverMaxTokens() {
        GivenText criteria = criteria(conditions(1, false, false, "b"));
        assertThat(criteria.check(1, bytes("ab"))).isEqualTo(new StopDecision(FinishReason.STOP, false, 0, 1, "b"));
    }

    @Test
    void sequencesOfOneRequestAreIndependent() {
        StopConditions conditions = conditions(9, false, false, "ab");
        GivenText one = criteria(conditions);
        GivenText other = criteria(conditions);
        one.check(1, bytes("a"));
        assertThat(other.check(2, bytes("b")).isFinished()).isFalse();
        assertThat(one.check(2, bytes("b")).isFinished()).isTrue();
    }

    @Test
    void stopsWhenTheFormCannotContinue() {
        GivenText criteria = criteria(conditionsOf(5, 9, FixedForm.of(new Integer[] { 1, 2 }, new Integer[] { 1 })));

        assertThat(criteria.check(1, bytes("a")).isFinished()).isFalse();
        assertThat(criteria.check(2, bytes("b"))).isEqualTo(new StopDecision(FinishReason.STOP, false, 0, 0, null));
    }

    @Test
    void theEndOfTheFormTakesPrecedenceOverTheLength() {
        FixedForm form = FixedForm.of(new Integer[] { 1 });

        assertThat(criteria(conditionsOf(0, 1, form)).check(1, bytes("a")).finish()).isEqualTo(FinishReason.STOP);
    }

    @Test
    void aCopyFollowsTheFormOnItsOwn() {
        StopCriteria criteria = new StopCriteria(
                conditionsOf(0, 9, FixedForm.of(new Integer[] { 1, 2 }, new Integer[] { 1, 3, 4 })), TokenBytes.NONE);
        criteria.check(1);
        StopCriteria copy = criteria.copy();

        assertThat(criteria.check(2).isFinished()).isTrue();
        assertThat(copy.check(3).isFinished()).isFalse();
        assertThat(copy.check(4).isFinished()).isTrue();
    }

    private static StopConditions conditionsOf(int minTokens, int maxTokens, FixedForm form) {
        return new StopConditions(minTokens, maxTokens, Set.of(), Set.of(EOS), false, StopStrings.NONE, false, form);
    }

    private static StopConditions conditions(int maxTokens, boolean ignoreEos, boolean includeStop, String... stops) {
        return new StopConditions(0, maxTokens, Set.of(13), Set.of(EOS), ignoreEos, StopStrings.of(List.of(stops)),
                includeStop);
    }

    private static StopConditions conditionsFrom(int minTokens, String... stops) {
        return new StopConditions(minTokens, 9, Set.of(13), Set.of(EOS), false, StopStrings.of(List.of(stops)), false);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void matchesBytesReleasedAtTheEnd() {
        GivenText atLimit = criteria(conditions(1, false, false, "b"));
        atLimit.tail = bytes("bc");
        assertThat(atLimit.check(1, bytes("a"))).isEqualTo(new StopDecision(FinishReason.STOP, false, 0, 2, "b"));
        GivenText atToken = criteria(conditions(9, false, false, "b"));
        atToken.tail = bytes("ab");
        assertThat(atToken.check(EOS, EOS_BYTES)).isEqualTo(new StopDecision(FinishReason.STOP, true, 0, 1, "b"));
    }

    @Test
    void cutsBytesHeldAfterStopString() {
        GivenText criteria = criteria(conditions(9, false, false, "b"));
        criteria.tail = bytes("xyz");
        assertThat(criteria.check(1, bytes("abc"))).isEqualTo(new StopDecision(FinishReason.STOP, false, 0, 5, "b"));
    }

    private static GivenText criteria(StopConditions conditions) {
        return new GivenText(conditions);
    }

    /** Criteria for an output given as the bytes of each token. */
    private static final class GivenText implements TokenBytes {

        private final StopCriteria criteria;

        private byte[] next = {};

        private byte[] tail = {};

        GivenText(StopConditions conditions) {
            this.criteria = new StopCriteria(conditions, this);
        }

        StopDecision check(int tokenId, byte[] tokenBytes) {
            this.next = tokenBytes;
            return this.criteria.check(tokenId);
        }

        @Override
        public byte[] append(int tokenId) {
            return this.next;
        }

        @Override
        public byte[] finish() {
            return this.tail;
        }

        @Override
        public TokenBytes copy() {
            return this;
        }

    }

}
