package io.inkwell.bench.soak;

import java.util.Arrays;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class TrafficTests {

    @Test
    void everyPositionOfTheMixHasAKindAndEveryKindAPosition() {
        assertThat(IntStream.range(0, 100).mapToObj(Traffic::at).distinct())
            .containsExactlyElementsOf(Arrays.asList(Traffic.values()));
        assertThat(IntStream.range(0, 100).mapToObj(Traffic::at).filter(Traffic.CANCELLATION::equals)).hasSize(10);
        assertThatIllegalArgumentException().isThrownBy(() -> Traffic.at(100));
    }

    @ParameterizedTest
    @CsvSource({ "COMPLETION,HTTP 200,true", "COMPLETION,HTTP 429,true", "COMPLETION,HTTP 500,false",
            "COMPLETION,HTTP 400,false", "COMPLETION,broken stream,false", "COMPLETION,cancelled,false",
            "CANCELLATION,cancelled,true", "CANCELLATION,HTTP 200,true", "SLOW_READER,timeout,false",
            "EXPLANATION,HTTP 503,true", "GARBAGE,HTTP 400,true", "GARBAGE,HTTP 200,false", "GARBAGE,HTTP 500,false" })
    void onlySuccessAndOverloadArePermittedForValidRequests(Traffic traffic, String outcome, boolean permitted) {
        assertThat(traffic.permits(outcome)).isEqualTo(permitted);
    }

}
