package io.inkwell.studio;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.inkwell.ServiceClient;
import io.inkwell.ServiceClient.Answer;
import io.inkwell.studio.browser.StudioBrowser;
import io.inkwell.studio.browser.ViewTest;
import io.inkwell.studio.browser.WrittenText;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

/** The figures of the view Metrics follow from the samples that it reads. */
@ViewTest
class MetricsViewIT {

    /** Keeps the samples of the view. Those of the bar cannot be aborted. */
    private static final String RECORD = """
            const send = window.fetch;
            window.samples = [];
            window.fetch = async (path, options) => {
                const response = await send(path, options);
                if (path === 'metrics.json' && options.signal) {
                    window.samples.push(await response.clone().json());
                }
                return response;
            };
            """;

    /** All from one moment. */
    private static final String SHOWN = """
            const chart = document.querySelector('.multi .chart');
            return JSON.stringify({
                samples: window.samples,
                figures: [...document.querySelectorAll('.multi .big')].map((figure) => figure.textContent),
                labels: [...document.querySelectorAll('.multi .chart')].map((each) => each.getAttribute('aria-label')),
                line: chart?.querySelector('.ln').getAttribute('d'),
                zero: Number(chart?.querySelector('.grid').getAttribute('y1')),
            });
            """;

    private static final Pattern POINT = Pattern.compile("[ML](\\S+) ([^ML]+)");

    /** The view counts quantiles over this number of intervals. */
    private static final int QUANTILE_SAMPLES = 10;

    private final StudioBrowser browser;

    private final ServiceClient service;

    MetricsViewIT(StudioBrowser browser, ServiceClient service) {
        this.browser = browser;
        this.service = service;
    }

    @Test
    void figuresFollowFromTheSamples() {
        this.browser.open("learn");
        this.browser.the(".rail a[data-view=metrics]");
        this.browser.run(RECORD);
        this.browser.click(".rail a[data-view=metrics]");
        await().until(() -> !samples(shown()).isEmpty());
        List<CompletableFuture<Answer>> streams = new ArrayList<>(List.of(post(400), post(400)));

        await().untilAsserted(() -> {
            streams.replaceAll((stream) -> stream.isDone() ? post(400) : stream);
            JsonNode shown = shown();
            List<JsonNode> samples = samples(shown);
            assertThat(samples).hasSizeGreaterThan(1);
            assertThat(sum(samples.get(samples.size() - 1), (model) -> model.path("running").doubleValue()))
                .isEqualTo(2);
            assertThat(texts(shown.path("figures"))).isEqualTo(figures(samples)).doesNotContain("–", "– / –");
            assertThat(texts(shown.path("labels")).get(0)).endsWith(": " + figures(samples).get(0));
            assertRates(shown, samples);
        });
        streams.forEach(CompletableFuture::join);
    }

    private CompletableFuture<Answer> post(int maxTokens) {
        return this.service
            .postAsync("{\"prompt\": \"It is\", \"max_tokens\": " + maxTokens + ", \"ignore_eos\": true}");
    }

    private JsonNode shown() {
        return JsonMapper.shared().readTree((String) this.browser.run(SHOWN));
    }

    private static List<JsonNode> samples(JsonNode shown) {
        return shown.path("samples").valueStream().toList();
    }

    private static List<String> texts(JsonNode texts) {
        return texts.valueStream().map(JsonNode::stringValue).toList();
    }

    private static List<String> figures(List<JsonNode> samples) {
        JsonNode now = samples.get(samples.size() - 1);
        return List.of(whole(rate(samples, samples.size() - 1, "generated_tokens")),
                whole(sum(now, (model) -> model.path("running").doubleValue())),
                whole(sum(now, (model) -> model.path("waiting").doubleValue())), meanBatch(samples),
                WrittenText.percent(now.path("models")
                    .valueStream()
                    .mapToDouble((model) -> model.path("kv_usage").doubleValue())
                    .max()
                    .orElseThrow()),
                quantiles(samples, "time_to_first_token_seconds"), quantiles(samples, "time_per_output_token_seconds"),
                whole(rate(samples, samples.size() - 1, "prompt_tokens")));
    }

    private static double sum(JsonNode sample, ToDoubleFunction<JsonNode> of) {
        return sample.path("models").valueStream().mapToDouble(of).sum();
    }

    /** The growth of a counter per second in the interval that ends with a sample. */
    private static double rate(List<JsonNode> samples, int index, String counter) {
        JsonNode before = samples.get(index - 1);
        JsonNode after = samples.get(index);
        ToDoubleFunction<JsonNode> of = (model) -> model.path("counters").path(counter).doubleValue();
        return (sum(after, of) - sum(before, of))
                / (after.path("time").doubleValue() - before.path("time").doubleValue());
    }

    private static String meanBatch(List<JsonNode> samples) {
        JsonNode before = samples.get(samples.size() - 2);
        JsonNode after = samples.get(samples.size() - 1);
        ToDoubleFunction<JsonNode> steps = (model) -> model.at("/histograms/step_sequences/count").doubleValue();
        ToDoubleFunction<JsonNode> sequences = (model) -> model.at("/histograms/step_sequences/sum").doubleValue();
        double number = sum(after, steps) - sum(before, steps);
        return (number == 0) ? "–" : fixed((sum(after, sequences) - sum(before, sequences)) / number, 1);
    }

    private static String quantiles(List<JsonNode> samples, String histogram) {
        JsonNode before = samples.get(Math.max(0, samples.size() - 1 - QUANTILE_SAMPLES));
        JsonNode after = samples.get(samples.size() - 1);
        return seconds(quantile(before, after, histogram, 0.5)) + " / "
                + seconds(quantile(before, after, histogram, 0.95));
    }

    /** Interpolated within its bucket. */
    private static OptionalDouble quantile(JsonNode before, JsonNode after, String histogram, double share) {
        JsonNode bounds = after.path("models").get(0).path("histograms").path(histogram).path("le");
        double[] counts = IntStream.range(0, bounds.size()).mapToDouble((bucket) -> {
            ToDoubleFunction<JsonNode> of = (
                    model) -> model.path("histograms").path(histogram).path("cumulative").path(bucket).doubleValue();
            return sum(after, of) - sum(before, of);
        }).toArray();
        ToDoubleFunction<JsonNode> count = (
                model) -> model.path("histograms").path(histogram).path("count").doubleValue();
        double wanted = share * (sum(after, count) - sum(before, count));
        if (wanted == 0) {
            return OptionalDouble.empty();
        }
        double lowerBound = 0;
        double below = 0;
        for (int bucket = 0; bucket < counts.length; bucket++) {
            double bound = bounds.get(bucket).doubleValue();
            if (counts[bucket] >= wanted) {
                return OptionalDouble
                    .of(lowerBound + (bound - lowerBound) * (wanted - below) / Math.max(1, counts[bucket] - below));
            }
            lowerBound = bound;
            below = counts[bucket];
        }
        return OptionalDouble.of(lowerBound);
    }

    private static String whole(double value) {
        return String.format(Locale.ROOT, "%,d", Math.round(value));
    }

    private static String seconds(OptionalDouble value) {
        if (value.isEmpty()) {
            return "–";
        }
        double seconds = value.getAsDouble();
        if (seconds < 0.01) {
            return fixed(seconds * 1000, 1) + " ms";
        }
        return (seconds < 1) ? Math.round(seconds * 1000) + " ms" : fixed(seconds, 1) + " s";
    }

    /** As JavaScript rounds. */
    private static String fixed(double value, int digits) {
        return new BigDecimal(value).setScale(digits, RoundingMode.HALF_UP).toString();
    }

    /** The heights of the first curve are proportional to the rates. */
    private static void assertRates(JsonNode shown, List<JsonNode> samples) {
        List<Double> heights = POINT.matcher(shown.path("line").stringValue())
            .results()
            .map((point) -> shown.path("zero").doubleValue() - Double.parseDouble(point.group(2)))
            .toList();
        List<Double> rates = IntStream.range(1, samples.size())
            .mapToObj((i) -> rate(samples, i, "generated_tokens"))
            .toList();
        assertThat(heights).hasSameSizeAs(rates);
        double scale = heights.stream().mapToDouble((height) -> height).max().orElseThrow()
                / rates.stream().mapToDouble((rate) -> rate).max().orElseThrow();
        for (int i = 0; i < rates.size(); i++) {
            assertThat(heights.get(i)).isCloseTo(rates.get(i) * scale, within(0.2));
        }
    }

}
