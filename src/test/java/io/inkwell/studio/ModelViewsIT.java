package io.inkwell.studio;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

import io.inkwell.InkwellService;
import io.inkwell.PatientWaits;
import io.inkwell.ServiceClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

/** The views Weights, Cache and Metrics show the numbers of the service. */
@InkwellService
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(PatientWaits.class)
class ModelViewsIT {

    private final ServiceClient service;

    private final int port;

    @AutoClose
    private StudioBrowser browser;

    ModelViewsIT(@LocalServerPort int port) {
        this.service = new ServiceClient(port);
        this.port = port;
    }

    @BeforeAll
    void startBrowser() {
        this.browser = StudioBrowser.start(this.port);
    }

    @Test
    void selectedCellHasTheValueOfTheWeight() {
        this.browser.open("weights?w=h.1.attn.c_attn.weight&cell=3.7");
        await().until(() -> value().startsWith("Row 3, column 7: "));

        this.browser.press(".heat", "ARROW_RIGHT");
        this.browser.press(".heat", "ARROW_DOWN");
        await().until(() -> value().startsWith("Row 4, column 8: "));

        double expected = this.service.get("/v1/models/default/weights/h.1.attn.c_attn.weight?rows=4:5&cols=8:9")
            .json()
            .at("/values/0/0")
            .doubleValue();
        assertThat(Double.parseDouble(value().substring("Row 4, column 8: ".length()))).isCloseTo(expected,
                within(1e-5));
    }

    private String value() {
        return this.browser.the("#weight-value").getText();
    }

    @Test
    void allTensorsAreListed() {
        this.browser.open("weights");
        await().until(() -> !this.browser.all("[data-tensor]").isEmpty());

        List<String> names = this.service.get("/v1/models/default/weights")
            .json()
            .path("data")
            .valueStream()
            .map((tensor) -> tensor.path("name").stringValue())
            .toList();

        assertThat(this.browser.attributes("[data-tensor]", "data-tensor")).containsExactlyInAnyOrderElementsOf(names);
    }

    @Test
    void stepsOfTheCacheAreThoseOfTheService() {
        JsonNode choice = this.service
            .complete("{\"prompt\": \"It is a truth\", \"temperature\": 0, \"max_tokens\": 8,"
                    + " \"return_token_ids\": true}")
            .at("/choices/0");
        List<Integer> written = choice.path("token_ids").valueStream().map(JsonNode::intValue).toList();
        List<Integer> prompt = choice.path("prompt_token_ids").valueStream().map(JsonNode::intValue).toList();
        String ids = String.join(".", written.stream().map((id) -> Integer.toString(id, 36)).toList());

        this.browser.open("cache?p=It+is+a+truth&g=" + ids + "&t=" + (prompt.size() + 3));

        JsonNode step = this.service
            .ask("/v1/explain/kv-cache",
                    "{\"prompt\": " + Stream.concat(prompt.stream(), written.stream()).toList()
                            + ", \"num_output_tokens\": 8}")
            .at("/steps/3");
        String expected = step.path("num_cached").intValue() + " positions read, "
                + step.path("num_computed").intValue() + " computed; "
                + String.format(Locale.ROOT, "%.1f of %.1f million operations",
                        step.at("/work/flops_with").doubleValue() / 1e6,
                        step.at("/work/flops_without").doubleValue() / 1e6);
        await().untilAsserted(() -> assertThat(this.browser.the("#cache-step").getText()).endsWith(expected));
    }

    @Test
    void metricsCountRequests() {
        this.browser.open("metrics");
        await().until(() -> this.browser.all(".multi .chart").size() == 8);
        int before = finished();

        this.service.complete("{\"prompt\": \"It is\", \"max_tokens\": 4}");

        await().until(() -> finished() > before);
    }

    private int finished() {
        String text = this.browser.texts("#view .note").get(0);
        return Integer.parseInt(text.substring(0, text.indexOf(' ')).replace(",", ""));
    }

}
