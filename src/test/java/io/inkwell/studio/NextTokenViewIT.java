package io.inkwell.studio;

import java.util.List;
import java.util.Locale;

import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import tools.jackson.databind.JsonNode;

import io.inkwell.ServiceClient;
import io.inkwell.studio.browser.StudioBrowser;
import io.inkwell.studio.browser.ViewTest;
import io.inkwell.studio.browser.WrittenText;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A person's use of the view Next token, in a browser. */
@ViewTest
class NextTokenViewIT {

    private static final String STAGES = ".stages button";

    private static final String SHARES = ".nt tbody tr:not(.rest) .pb span";

    private final ServiceClient service;

    private final StudioBrowser browser;

    private final WrittenText text;

    NextTokenViewIT(StudioBrowser browser, ServiceClient service) {
        this.browser = browser;
        this.service = service;
        this.text = WrittenText.greedy(this.service, "It is a truth", 8);
    }

    @Test
    void stagesAreThoseOfTheService() {
        open("&t=4&T=0.7&k=50&tp=0.9&mp=0.02");
        JsonNode answer = this.service.ask("/v1/explain/next-token",
                "{\"prompt\": \"It is a truth\", \"top\": 18, \"temperature\": 0.7,"
                        + " \"top_k\": 50, \"top_p\": 0.9, \"min_p\": 0.02}");
        JsonNode stages = answer.path("stages");

        List<String> names = stages.valueStream().map((stage) -> stage.path("name").stringValue()).toList();
        List<String> kept = stages.valueStream().map((stage) -> stage.path("num_kept").asString()).toList();
        List<String> shares = stages.get(stages.size() - 1)
            .path("candidates")
            .valueStream()
            .map((candidate) -> percent(candidate.path("p_after").doubleValue()))
            .limit(10)
            .toList();
        assertThat(names).containsExactly("temperature", "top_k", "top_p", "min_p");
        assertThat(this.browser.attributes(STAGES, "data-stage")).startsWith("model").endsWith("min_p").hasSize(5);
        assertThat(this.browser.attributes(STAGES, "data-kept")).endsWith(kept.toArray(String[]::new));
        assertThat(this.browser.texts(SHARES)).startsWith(shares.toArray(String[]::new));
        assertThat(numbers(".nt tbody tr:not(.rest) td.n:nth-of-type(2)")).as("logits")
            .startsWith(logits(answer.path("candidates")));
        assertThat(numbers(".nt tbody tr:not(.rest) td.n:nth-of-type(3)")).as("logits divided by the temperature")
            .startsWith(logits(stages.get(0).path("candidates")));
    }

    private String[] numbers(String cells) {
        return this.browser.texts(cells).stream().map((text) -> text.replace('\u2212', '-')).toArray(String[]::new);
    }

    private static String[] logits(JsonNode candidates) {
        return candidates.valueStream()
            .limit(10)
            .map((candidate) -> String.format(Locale.ROOT, "%.2f", candidate.path("logit").doubleValue()))
            .toArray(String[]::new);
    }

    private static String percent(double p) {
        if (p < 0.001) {
            return (p < 1e-6) ? "0%" : "<0.1%";
        }
        return String.format(Locale.ROOT, "%.1f%%", p * 100);
    }

    @Test
    void checkComparesTheStages() {
        open("&t=5&T=1.3&k=40&tp=0.8&ty=0.9");

        this.browser.click("#check");

        await().untilAsserted(() -> assertThat(this.browser.the("#check-result").getText())
            .startsWith("The service agrees in 4 stages."));
    }

    @Test
    void slidersSendNoRequest() {
        open("&t=4");
        Object before = requests();
        List<String> shares = this.browser.texts(SHARES);

        WebElement slider = this.browser.the("#nt-temperature");
        for (int i = 0; i < 12; i++) {
            slider.sendKeys(Keys.ARROW_RIGHT);
        }

        assertThat(this.browser.texts(SHARES)).isNotEqualTo(shares);
        await().until(() -> this.browser.url().contains("&T=1.4"));
        assertThat(requests()).isEqualTo(before);
    }

    /** Requests that ran the model. */
    private Object requests() {
        return this.browser.run("return performance.getEntriesByType('resource')"
                + ".filter((e) => /v1\\/(explain|completions)|tokenize/.test(e.name)).length");
    }

    @Test
    void drawsAreCounted() {
        open("&t=4&k=3");

        this.browser.click("#draw-many");

        List<String> counts = this.browser.texts(".nt tbody .dr span");
        assertThat(counts.stream().mapToInt(Integer::parseInt).sum()).isEqualTo(100);
        assertThat(counts.stream().skip(3)).containsOnly("0");
    }

    @Test
    void selectedTokenIsForced() {
        open("&t=6");
        String forced = this.browser.texts(".nt tbody tr:not(.chosen) .force").get(0);

        this.browser.click(".nt tbody tr:not(.chosen) .force");

        await().until(() -> this.browser.all(".treebox .row").size() == 1);
        assertThat(this.browser.texts(".tok.forced")).containsExactly(forced.replace("␣", ""));
    }

    private void open(String parameters) {
        this.browser.open("next?" + this.text.fragment() + parameters);
        await().until(() -> this.browser.all(SHARES).size() > 5 && this.browser.all(".nt-main.pending").isEmpty());
    }

}
