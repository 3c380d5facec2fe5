package io.inkwell.observability;

import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

import io.inkwell.InkwellService;
import io.inkwell.ServiceClient;

import static org.assertj.core.api.Assertions.assertThat;

/** That every metric is explained and named as Prometheus asks for. */
@InkwellService
class HelpTextIT {

    private final ServiceClient service;

    HelpTextIT(@LocalServerPort int port) {
        this.service = new ServiceClient(port);
    }

    /** Some metrics are there only after something happened. */
    @BeforeEach
    void answerAndRefuse() {
        this.service.complete("{\"prompt\": [5], \"max_tokens\": 2}");
        this.service.post("{\"n\": 0}");
        this.service.get("/nothing");
        System.gc();
    }

    @Test
    void promtoolHasNothingToSay() throws Exception {
        Promtool.runOn(this.service.get("/metrics").body(), "check", "metrics");
    }

    @Test
    void everyMetricHasOne() {
        List<String> lines = this.service.get("/metrics").body().lines().toList();
        List<String> names = lines.stream().filter((line) -> line.startsWith("# TYPE ")).map(HelpTextIT::name).toList();

        assertThat(names).hasSizeGreaterThan(80);
        assertThat(lines).filteredOn((line) -> line.matches("# HELP \\S+ \\S.*"))
            .extracting(HelpTextIT::name)
            .containsExactlyElementsOf(names);
    }

    /** What has no better text is a new meter, which needs a description. */
    @Test
    void noMeterIsUndescribed() {
        assertThat(this.service.get("/metrics").body()).doesNotContain("Measured by a library");
    }

    private static String name(String comment) {
        return comment.split(" ")[2];
    }

}
