package io.inkwell.bench;

import java.util.Arrays;
import java.util.PrimitiveIterator;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.inkwell.error.ServiceException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ServiceLevelTests {

    /** The first text after 100 ms, then 10, 20 and 30 ms between two texts. */
    private static final long[] ARRIVALS = { 100, 110, 130, 160 };

    @ParameterizedTest
    @CsvSource({ "ttft:100, true", "ttft:99, false", "tpot:20, true", "tpot:19.9, false", "itl:30, true",
            "itl:29, false", "e2el:160, true", "e2el:159, false", "'ttft:100,itl:30', true",
            "'ttft:100,itl:29', false" })
    void responseMeetsLimits(String limits, boolean isMet) {
        assertThat(ServiceLevel.parse("--goodput", limits).isMet(times(ARRIVALS), 4)).isEqualTo(isMet);
    }

    @Test
    void itlIsThe99thPercentileOfTheResponse() {
        long[] arrivals = new long[201];
        Arrays.setAll(arrivals, (i) -> 10 * i + ((i > 100) ? 990 : 0) + ((i > 150) ? 990 : 0));

        // Two of 200 gaps are longer.
        assertThat(ServiceLevel.parse("--goodput", "itl:10").isMet(times(arrivals), 201)).isTrue();
    }

    @Test
    void singleTokenMeetsLimitsOfTheOthers() {
        assertThat(ServiceLevel.parse("--goodput", "tpot:1,itl:1").isMet(times(500), 1)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "ttft", "ttft:", "ttft:x", "ttft:-1", "ttft:1:2", "TTFT:1", "latency:1", "ttft:1,",
            "ttft:1,ttft:2", "ttft:1e3" })
    void rejectsOtherTexts(String limits) {
        assertThatExceptionOfType(ServiceException.class).isThrownBy(() -> ServiceLevel.parse("--goodput", limits))
            .withMessage("--goodput must be limits in milliseconds, such as ttft:1000,itl:200, of ttft, tpot, itl and "
                    + "e2el; given: " + limits);
    }

    private static ResponseTimes times(long... arrivalMillis) {
        PrimitiveIterator.OfLong millis = LongStream.of(arrivalMillis).iterator();
        ResponseTimes times = new ResponseTimes(0, () -> millis.nextLong() * 1_000_000);
        for (int i = 0; i < arrivalMillis.length; i++) {
            times.onText();
        }
        return times;
    }

}
