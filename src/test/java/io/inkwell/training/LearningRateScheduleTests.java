package io.inkwell.training;

import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

/** Compares with learning rates of transformers; see record.py. */
class LearningRateScheduleTests {

    private static final double PEAK = 5e-5;

    @ParameterizedTest
    @MethodSource("cases")
    void hasTheRatesOfTransformers(JsonNode recorded) {
        ScheduleOptions.Decay decay = ScheduleOptions.Decay
            .valueOf(recorded.get("decay").asString().toUpperCase(Locale.ROOT));
        ScheduleOptions options = new ScheduleOptions(decay, recorded.get("warmup").asDouble());
        int total = recorded.get("total").asInt();
        LearningRateSchedule schedule = new LearningRateSchedule(options, PEAK, total);

        double[] rates = LongStream.rangeClosed(1, total).mapToDouble(schedule::rate).toArray();

        double[] expected = recorded.get("rates").valueStream().mapToDouble(JsonNode::asDouble).toArray();
        assertThat(rates).containsExactly(expected, offset(1e-18));
    }

    static Stream<JsonNode> cases() throws IOException {
        try (InputStream json = LearningRateScheduleTests.class.getResourceAsStream("schedules.json")) {
            return JsonMapper.shared()
                .readTree(Objects.requireNonNull(json, "schedules.json"))
                .get("cases")
                .valueStream()
                .toList()
                .stream();
        }
    }

    @Test
    void startsAWarmUpAtZero() {
        LearningRateSchedule schedule = new LearningRateSchedule(new ScheduleOptions(ScheduleOptions.Decay.CONSTANT, 4),
                PEAK, 10);

        assertThat(schedule.rate(1)).isZero();
        assertThat(schedule.rate(3)).isEqualTo(PEAK / 2);
        assertThat(schedule.rate(5)).isEqualTo(PEAK);
    }

    @Test
    void takesAFractionOfAllStepsRoundedUp() {
        assertThat(new LearningRateSchedule(new ScheduleOptions(ScheduleOptions.Decay.LINEAR, 0.25), PEAK, 10).warmup())
            .isEqualTo(3);
    }

}
