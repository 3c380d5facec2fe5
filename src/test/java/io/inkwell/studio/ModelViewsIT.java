package io.inkwell.studio;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import io.inkwell.ServiceClient;
import io.inkwell.studio.browser.StudioBrowser;
import io.inkwell.studio.browser.ViewTest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

/** The views Weights, Cache and Metrics show the numbers of the service. */
@ViewTest
class ModelViewsIT {

    private final ServiceClient service;

    private final StudioBrowser browser;

    ModelViewsIT(StudioBrowser browser, ServiceClient service) {
        this.browser = browser;
        this.service = service;
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
    void positionEmbeddingHasAHistogramCurvesAndCosines() {
        this.browser.open("weights?w=wpe.weight");
        await().until(() -> !this.browser.all("canvas.cos").isEmpty());

        JsonNode tensor = this.service.get("/v1/models/default/weights/wpe.weight?rows=0:1").json();
        int rows = tensor.path("shape").get(0).intValue();
        assertThat(this.browser.texts(".wm header .dim").get(0))
            .startsWith(String.format(Locale.ROOT, "%,d × %,d", rows, tensor.path("shape").get(1).intValue()));
        assertThat(this.browser.attributes("canvas.cos", "aria-label"))
            .containsExactly("Cosine similarity of " + rows + " positions");
        assertThat(this.browser.attributes(".wave .ln", "d")).hasSize(4)
            .allMatch((line) -> line.split("L").length > 100);
        assertThat(this.browser.attributes(".wfig .hist path", "d").get(0).split("Z")).hasSizeGreaterThan(10);
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
        assertThat(this.browser.texts(".multi h3")).containsExactly("Generated tokens per second", "Running", "Waiting",
                "Batch size", "KV cache usage", "Time to first token", "Time per output token",
                "Prompt tokens per second");
        int before = finished();

        this.service.complete("{\"prompt\": \"It is\", \"max_tokens\": 4}");

        await().until(() -> finished() > before);
    }

    @Test
    void modelThatReturnsToMemoryIsNoSpike() {
        this.browser.open("metrics");
        await().until(() -> !this.browser.all(".multi .chart").isEmpty());

        Object rates = this.browser.runAsync("""
                const done = arguments[arguments.length - 1];
                const app = document.querySelector('script[src$="js/app.js"]').src;
                const model = (name, tokens) => ({ model: name, running: 0, waiting: 0, kv_usage: 0, finished: {},
                  counters: { generated_tokens: tokens }, histograms: {} });
                import(app.replace('app.js', 'metrics/samples.js')).then(({ sampleOf, rate }) => {
                  const samples = [
                    [model('a', 1000), model('b', 50)],
                    [model('b', 60)],
                    [model('a', 1000), model('b', 70)],
                    [model('a', 4), model('b', 80)],
                  ].map((models, time) => sampleOf({ time, models }));
                  done(samples.slice(1).map((sample, i) => rate(samples[i], sample, 'generated_tokens')));
                });""");

        assertThat(rates).as("a counter that falls began at 0 again").isEqualTo(List.of(10L, 10L, 14L));
    }

    private int finished() {
        String text = this.browser.texts("#view .note").get(0);
        return Integer.parseInt(text.substring(0, text.indexOf(' ')).replace(",", ""));
    }

}
