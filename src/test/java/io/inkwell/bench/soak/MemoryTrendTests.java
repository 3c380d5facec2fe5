package io.inkwell.bench.soak;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class MemoryTrendTests {

    @Test
    void growthAfterTheFirstTenMinutesIsTheSlopeOfALine() {
        // From minute 10 to 30, 1,000 MB in the middle and 1 MB more each minute.
        List<SoakSample> samples = samples(30, (minute) -> (minute < 10) ? 100e6 : 980e6 + 1e6 * minute);

        assertThat(MemoryTrend.percentPerTenMinutes(samples)).isCloseTo(1.0, within(1e-9));
    }

    @Test
    void constantMemoryHasNoGrowth() {
        assertThat(MemoryTrend.percentPerTenMinutes(samples(60, (minute) -> 5e8))).isCloseTo(0.0, within(1e-9));
    }

    @Test
    void aTestOfLessThanTwentyMinutesHasNoTrend() {
        assertThat(MemoryTrend.percentPerTenMinutes(samples(19, (minute) -> 5e8))).isNull();
        assertThat(MemoryTrend.percentPerTenMinutes(List.of())).isNull();
    }

    private static List<SoakSample> samples(int minutes, DoubleUnaryOperator bytes) {
        return IntStream.rangeClosed(0, 6 * minutes)
            .mapToObj((i) -> new SoakSample(10.0 * i, 0,
                    new LiveFigures(bytes.applyAsDouble(i / 6.0), null, null, null, 0, 0, 0)))
            .toList();
    }

}
