package io.inkwell.decoding;

import org.junit.jupiter.api.Test;

import io.inkwell.error.ServiceException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class LogitsTests {

    private static final float NEVER = Float.NEGATIVE_INFINITY;

    @Test
    void startsWithAllTokens() {
        Logits logits = new Logits();
        logits.reset(new float[] { 9, 1, 3, 2, 9 }, 1, 3);
        assertThat(Rows.tokenIds(logits)).containsExactly(0, 1, 2);
        assertThat(Rows.values(logits)).containsExactly(1, 3, 2);
    }

    @Test
    void lowestIdWinsTies() {
        assertThat(Rows.logits(1, 3, 0, 3).argMax()).isEqualTo(1);
        assertThat(Rows.logits(NEVER, -2, -2).argMax()).isEqualTo(1);
    }

    @Test
    void thresholdIsInclusive() {
        Logits logits = Rows.logits(1, 3, NEVER, 2, 4);
        logits.keepAtLeast(2);
        assertThat(Rows.tokenIds(logits)).containsExactly(1, 3, 4);
        assertThat(Rows.values(logits)).containsExactly(3, 2, 4);
    }

    @Test
    void keepsTiesUpToHighestId() {
        Logits logits = Rows.logits(2, 5, 2, 1, 2);
        logits.keepAtLeast(2, 2);
        assertThat(Rows.tokenIds(logits)).containsExactly(0, 1, 2);
    }

    @Test
    void narrowsRepeatedly() {
        Logits logits = Rows.logits(1, 3, 5, 2, 4);
        logits.keepAtLeast(2);
        logits.divideBy(2);
        logits.keepAtLeast(1.5f);
        assertThat(Rows.tokenIds(logits)).containsExactly(1, 2, 4);
        assertThat(Rows.values(logits)).containsExactly(1.5f, 2.5f, 2);
        assertThat(logits.argMax()).isEqualTo(2);
        assertThat(logits.max()).isEqualTo(2.5f);
    }

    @Test
    void keepsScoresWithinRadius() {
        Logits logits = Rows.logits(1, 3, NEVER, 2.5f, 4);
        logits.keepWithin(2, 1);
        assertThat(Rows.tokenIds(logits)).containsExactly(0, 1, 3);
        assertThat(Rows.values(logits)).containsExactly(1, 3, 2.5f);
        logits.keepWithin(3, 0.5f);
        assertThat(Rows.tokenIds(logits)).containsExactly(1, 3);
    }

    @Test
    void bansTokensAndRanges() {
        Logits logits = Rows.logits(1, 3, 5, 2, 4);
        logits.ban(1);
        logits.ban(3, 4);
        logits.ban(2, 2);
        assertThat(Rows.values(logits)).containsExactly(1, NEVER, 5, NEVER, 4);
    }

    @Test
    void ignoresBansBeyondTheRow() {
        float[] batch = { 7, 1, 3, 8 };
        Logits logits = new Logits();
        logits.reset(batch, 1, 2);
        logits.ban(1, 9);
        logits.ban(2);
        logits.ban(Integer.MAX_VALUE);
        assertThat(batch).containsExactly(7, 1, NEVER, 8);
    }

    @Test
    void doesNotModifyNeighboringRows() {
        float[] batch = { 7, 1, 3, 2, 8 };
        Logits logits = new Logits();
        logits.reset(batch, 1, 3);
        logits.divideBy(2);
        logits.keepAtLeast(1);
        assertThat(batch[0]).isEqualTo(7);
        assertThat(batch[4]).isEqualTo(8);
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> logits.reset(batch, 3, 3));
    }

    @Test
    void resetDiscardsPreviousRow() {
        float[] batch = { 1, 2, 3, 6, 5, 4 };
        Logits logits = new Logits();
        logits.reset(batch, 0, 3);
        logits.keepAtLeast(2);
        logits.reset(batch, 3, 3);
        assertThat(Rows.tokenIds(logits)).containsExactly(0, 1, 2);
        assertThat(logits.argMax()).isZero();
    }

    @Test
    void setsScoresById() {
        Logits logits = Rows.logits(1, 3, 5);
        logits.set(1, logits.get(1) + 4);
        assertThat(Rows.values(logits)).containsExactly(1, 7, 5);
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> logits.get(3));
    }

    @Test
    void rejectsAccessByIdAfterRemoval() {
        Logits logits = Rows.logits(1, 3, 5);
        logits.keepAtLeast(2);
        assertThatIllegalStateException().isThrownBy(() -> logits.get(1));
        assertThatIllegalStateException().isThrownBy(() -> logits.ban(1));
        assertThatIllegalStateException().isThrownBy(() -> logits.copyTo(new float[3]));
    }

    @Test
    void rejectsNaN() {
        assertThatExceptionOfType(ServiceException.class).isThrownBy(() -> Rows.logits(Float.NaN, 1, 2).argMax())
            .withMessageStartingWith("the model produced NaN in a logit");
        assertThatExceptionOfType(ServiceException.class).isThrownBy(() -> Rows.logits(2, 1, Float.NaN).argMax());
    }

    @Test
    void rejectsInfiniteMaximum() {
        assertThatExceptionOfType(ServiceException.class).isThrownBy(() -> Rows.logits(NEVER, NEVER).argMax())
            .withMessageStartingWith("the model produced a maximum of -Infinity in the logits");
        assertThatExceptionOfType(ServiceException.class)
            .isThrownBy(() -> Rows.logits(1, Float.POSITIVE_INFINITY).max());
    }

}
