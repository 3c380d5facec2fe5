package io.inkwell.bench.soak;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SoakReportTests {

    private static final LiveFigures IDLE = new LiveFigures(null, null, null, null, 0, 0, 0);

    @Test
    void aServerWithoutFaultsHasNoViolations() {
        assertThat(report(List.of(new OutcomeCount("COMPLETION", "HTTP 429", 7, true)), 0.99, IDLE).violations())
            .isEmpty();
        assertThat(report(List.of(), null, null).violations()).isEmpty();
    }

    @Test
    void anErrorAServerThatIsNotIdleAndGrowingMemoryAreViolations() {
        LiveFigures busy = LiveFigures.parse("""
                {"process": {"anonymous_memory_bytes": 5, "threads": 7},
                 "models": [{"running": 0, "waiting": 0, "kv_usage": 0},
                            {"running": 1.0, "waiting": 2.0, "kv_usage": 0.25}]}""");

        assertThat(report(List.of(new OutcomeCount("GARBAGE", "HTTP 500", 3, false)), 1.0, busy).violations())
            .containsExactly("3 requests of kind GARBAGE ended with HTTP 500",
                    "the server is not idle after the load: 1.0 running, 2.0 waiting, KV usage 0.25",
                    "anonymous memory grows by 1.0% in 10 minutes; the limit is 1.0%");
    }

    private static SoakReport report(List<OutcomeCount> outcomes, @Nullable Double growth, @Nullable LiveFigures last) {
        return new SoakReport(null, 10, 60, outcomes, List.of(), growth, last);
    }

}
