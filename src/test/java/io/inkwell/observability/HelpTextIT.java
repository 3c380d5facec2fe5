package io.inkwell.observability;

import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

import io.inkwell.InkwellService;
import io.inkwell.ServiceClient;

import static org.assertj.core.api.Assertions.assertThat;

/** Every metric has help text and a name by Prometheus conventions. */
@InkwellService
class HelpTextIT {

    private final ServiceClient service;

    HelpTextIT(@LocalServerPort int port) {
        this.service = new ServiceClient(port);
    }

    /** Some metrics appear only after an event. */
    @BeforeEach
    void sendValidAndInvalidRequests() {
        this.service.complete("{\"prompt\": [5], \"max_tokens\": 2}");
        this.service.post("{\"n\": 0}");
        this.service.get("/nothing");
        System.gc();
    }

    @Test
    void promtoolReportsNoProblems() throws Exception {
        Promtool.runOn(this.service.get("/metrics").body(), "check", "metrics");
    }

    @Test
    void everyMetricHasHelpText() {
        List<String> lines = this.service.get("/metrics").body().lines().toList();
        List<String> names = lines.stream().filter((line) -> line.startsWith("# TYPE ")).map(HelpTextIT::name).toList();

        assertThat(names).hasSizeGreaterThan(80);
        assertThat(lines).filteredOn((line) -> line.matches("# HELP \\S+ \\S.*"))
            .extracting(HelpTextIT::name)
            .containsExactlyElementsOf(names);
    }

    /** A meter with the fallback text is new and needs a description. */
    @Test
    void everyMeterIsDescribed() {
        assertThat(this.service.get("/metrics").body()).doesNotContain("Measured by a library");
    }

    private static String name(String comment) {
        return comment.split(" ")[2];
    }

}
