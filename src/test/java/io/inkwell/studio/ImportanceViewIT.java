package io.inkwell.studio;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import io.inkwell.ServiceClient;
import io.inkwell.studio.browser.StudioBrowser;
import io.inkwell.studio.browser.ViewTest;
import io.inkwell.studio.browser.WrittenText;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

/** A person's use of the view Importance, in a browser. */
@ViewTest
class ImportanceViewIT {

    private static final String PROMPT = "It is a truth universally acknowledged, that a single man";

    private static final String LEFT = ".butterfly tbody td.l span";

    private static final String RIGHT = ".butterfly tbody td.r span";

    private final ServiceClient service;

    private final StudioBrowser browser;

    private final WrittenText text;

    ImportanceViewIT(StudioBrowser browser, ServiceClient service) {
        this.browser = browser;
        this.service = service;
        this.text = WrittenText.greedy(this.service, PROMPT, 8);
    }

    @Test
    void scoresAreThoseOfTheService() {
        int target = this.text.ids().size() - 2;
        open("&t=" + target);

        JsonNode occlusion = explain(target, "occlusion", "token");
        JsonNode gradients = explain(target, "integrated_gradients", "token");
        assertShown(RIGHT, occlusion);
        assertShown(LEFT, gradients);
        assertThat(this.browser.texts(".totals").get(0)).contains(
                "Scores sum to " + fixed(gradients.at("/completeness/sum").doubleValue()) + ".",
                "is " + fixed(gradients.path("value").doubleValue()) + " with the text",
                fixed(gradients.at("/completeness/baseline_value").doubleValue()) + " with the baseline");
    }

    @Test
    void headingNamesThePartsThatBothMethodsPutFirst() {
        int target = this.text.ids().size() - 2;
        open("&t=" + target + "&a=grad_x_input");

        List<Integer> left = firstThree(explain(target, "grad_x_input", "token"));
        List<Integer> right = firstThree(explain(target, "occlusion", "token"));
        JsonNode parts = explain(target, "occlusion", "token").path("parts");
        List<String> common = left.stream()
            .filter(right::contains)
            .map((part) -> "“" + parts.get(part).path("text").stringValue().strip() + "”")
            .toList();
        assertThat(common).isNotEmpty();
        assertThat(this.browser.the("#imp-agree").getText()).contains(common);
    }

    private static List<Integer> firstThree(JsonNode response) {
        JsonNode parts = response.path("parts");
        return IntStream.range(0, parts.size())
            .boxed()
            .sorted(Comparator.comparingDouble((part) -> -Math.abs(parts.get(part).path("score").doubleValue())))
            .limit(3)
            .toList();
    }

    @Test
    void wordsGroupTokens() {
        int target = this.text.ids().size() - 1;
        open("&t=" + target + "&gran=word");

        assertShown(RIGHT, explain(target, "occlusion", "word"));
    }

    @Test
    void scaleIgnoresTheLastTokenUntilTheUserIncludesIt() {
        open("&t=" + (this.text.ids().size() - 1));
        assertThat(this.browser.all(".shaded .over")).isNotEmpty();
        assertThat(this.browser.the(".beyond").getText()).contains("exceed the scale, which leaves out the last token");

        this.browser.click("#imp-cap");

        assertThat(this.browser.all(".shaded .over, .beyond:not([hidden])")).isEmpty();
        await().until(() -> this.browser.url().contains("&cap=0"));
    }

    @Test
    void selectedTokenIsExplained() {
        open("&t=6");

        this.browser.click("#tok4");

        await().until(() -> this.browser.all(".butterfly tbody tr").size() == 4);
        assertShown(RIGHT, explain(4, "occlusion", "token"));
    }

    @Test
    void noiseSearchShowsItsProgressAndStops() {
        open("&t=" + (this.text.ids().size() - 1));

        this.browser.click("#noise-run");
        await().until(() -> this.browser.texts("#noise-progress").get(0).matches("step [1-9]\\d* of 300.*"));
        this.browser.press("#noise-run", "ESCAPE");

        await().until(() -> this.browser.texts("#noise-progress").get(0).startsWith("stopped at step"));
        assertThat(this.browser.attributes(".curve", "aria-label").get(0)).startsWith("Noise by step. The lowest are");
        assertThat(this.browser.the("#noise-run").getText()).isEqualTo("Run again");
    }

    @Test
    void leavingTheViewEndsTheNoiseSearch() {
        open("&t=" + (this.text.ids().size() - 2));
        this.browser.click("#noise-run");
        await().until(() -> this.browser.texts("#noise-progress").get(0).matches("step [1-9]\\d* of 300.*"));

        this.browser.click(".rail a[data-view=beams]");
        await().until(() -> !this.browser.all(".results li").isEmpty());
        assertThat(this.browser.texts(".page-head .legend")).containsExactly("The search starts after the prompt");
        this.browser.click(".rail a[data-view=importance]");

        await().until(() -> this.browser.the("#noise-progress").getText().startsWith("stopped at step"));
    }

    @Test
    void noiseSearchGivesTheScoresOfTheService() {
        open("&t=3&bm=noise");
        this.browser.click("#noise-run");

        await().until(() -> this.browser.all(RIGHT).size() == 3);

        assertShown(RIGHT, this.service.ask("/v1/explain/importance",
                "{\"prompt\": " + this.text.ids().subList(0, 3) + ", \"method\": \"noise\"}"));
    }

    private JsonNode explain(int target, String method, String granularity) {
        return this.service.ask("/v1/explain/importance",
                "{\"prompt\": " + this.text.ids().subList(0, target) + ", \"target\": " + this.text.ids().get(target)
                        + ", \"method\": \"" + method + "\", \"measure\": \"logprob\", \"granularity\": \""
                        + granularity + "\"}");
    }

    private void assertShown(String selector, JsonNode response) {
        List<Double> shown = this.browser.texts(selector)
            .stream()
            .map((score) -> Double.valueOf(score.replace('−', '-')))
            .toList();
        List<Double> scores = response.path("parts")
            .valueStream()
            .map((part) -> part.path("score").doubleValue())
            .toList();
        assertThat(shown).hasSameSizeAs(scores);
        for (int i = 0; i < scores.size(); i++) {
            assertThat(shown.get(i)).isCloseTo(scores.get(i), within(0.00501));
        }
    }

    private static String fixed(double value) {
        return String.format(Locale.ROOT, "%.2f", value).replace('-', '−');
    }

    private void open(String parameters) {
        this.browser.open("importance?" + this.text.fragment() + parameters);
        await().until(() -> !this.browser.all(LEFT).isEmpty()
                && (parameters.contains("noise") || !this.browser.all(RIGHT).isEmpty()));
    }

}
