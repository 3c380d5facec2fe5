package io.inkwell.decoding;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class ExpTableTests {

    @Test
    void isAccurateToFloatPrecision() {
        for (float x = 0; x < 40; x += 0.0007f) {
            double ratio = ExpTable.expOfMinus(x, ExpTable.bucket(x)) / Math.exp(-(double) x);
            assertThat(ratio).isCloseTo(1, within(3e-7));
        }
    }

    @Test
    void largeValuesAreBeyondTheTable() {
        assertThat(ExpTable.bucket(Math.nextDown(40f))).isEqualTo(ExpTable.NUM_BUCKETS - 1);
        assertThat(ExpTable.bucket(40)).isEqualTo(ExpTable.NUM_BUCKETS);
        assertThat(ExpTable.bucket(Float.POSITIVE_INFINITY)).isGreaterThan(ExpTable.NUM_BUCKETS);
    }

}
