package io.inkwell.kubernetes;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PromQlTests {

    @Test
    void findsMetricsOnly() {
        String expression = """
                (histogram_quantile(0.95, sum by (le) (rate(a_seconds_bucket{job="inkwell", x=~"y z"}[2m]))) > 1.5e3)
                  / on (pod) group_left (node) sum without (instance) (vllm:b_c) and bool up offset 5m or vector(0)""";

        assertThat(new PromQl(expression).metrics()).containsExactly("a_seconds_bucket", "up", "vllm:b_c");
    }

}
