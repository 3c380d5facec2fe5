package io.inkwell.studio;

import java.util.List;
import java.util.Locale;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import io.inkwell.ServiceClient;
import io.inkwell.studio.browser.StudioBrowser;
import io.inkwell.studio.browser.ViewTest;
import io.inkwell.studio.browser.WrittenText;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A person's use of the view Beams, in a browser. */
@ViewTest
class BeamsViewIT {

    private static final String PROMPT = "It is a truth";

    private static final String SCORES = ".results .sc";

    private static final String FIELDS = "\"prompt\": \"" + PROMPT
            + "\", \"num_beams\": 4, \"n\": 4, \"max_tokens\": 10";

    private final ServiceClient service;

    private final StudioBrowser browser;

    private final WrittenText text;

    BeamsViewIT(StudioBrowser browser, ServiceClient service) {
        this.browser = browser;
        this.service = service;
        this.text = WrittenText.greedy(this.service, PROMPT, 8);
    }

    @Test
    void textsAreThoseOfACompletion() {
        open("");

        List<String> completed = this.service.complete("{" + FIELDS + ", \"use_beam_search\": true}")
            .path("choices")
            .valueStream()
            .map((choice) -> PROMPT + choice.path("text").stringValue())
            .map((found) -> found.replaceAll("\\n+", " ↵ "))
            .toList();
        assertThat(this.browser.texts(".results .tx")).isEqualTo(completed);
    }

    @Test
    void latticeShowsAllCandidates() {
        open("");

        JsonNode search = search("");
        List<JsonNode> nodes = search.path("nodes").valueStream().toList();
        long cut = nodes.stream().filter((node) -> node.path("status").stringValue().equals("pruned")).count();
        assertThat(this.browser.all(".lattice .node")).hasSameSizeAs(nodes);
        assertThat(this.browser.all(".lattice .node.cut")).hasSize((int) cut);
        assertThat(this.browser.texts(SCORES)).isEqualTo(scores(search));
    }

    @Test
    void arithmeticGivesTheScore() {
        open("&r=1");

        JsonNode search = search("");
        JsonNode node = search.path("nodes").get(search.at("/results/1/node").intValue());
        assertThat(this.browser.the("#beam-sum").getText())
            .contains("adds " + fixed(node.path("logprob").doubleValue(), 2))
            .endsWith(fixed(node.path("cumulative_logprob").doubleValue(), 2) + " / 10 = "
                    + fixed(node.path("score").doubleValue(), 3));
    }

    @Test
    void stepBackHidesTheLastStep() {
        open("");

        this.browser.click("[aria-label='Step back']");

        await().until(() -> this.browser.the("#beam-step").getText().startsWith("Step 9 of 10:"));
        long last = search("").path("nodes").valueStream().filter((node) -> node.path("step").intValue() == 10).count();
        assertThat(this.browser.all(".lattice .node.off")).hasSize((int) last);
        await().until(() -> this.browser.url().contains("&step=9"));
    }

    @Test
    void groupsAvoidTheTokensOfEarlierGroups() {
        open("&bg=2&bd=2");

        JsonNode search = search(", \"num_beam_groups\": 2, \"diversity_penalty\": 2");
        assertThat(this.browser.texts(SCORES)).isEqualTo(scores(search));
    }

    @Test
    void fewerBeamsSearchAgain() {
        open("");

        this.browser.click("[aria-label='Beams'] button");

        await().until(() -> this.browser.all(".results li").size() == 2);
        assertThat(this.browser.url()).contains("&n=2");
    }

    @Test
    void arrowKeysFollowThePath() {
        open("");
        JsonNode search = search("");
        JsonNode best = search.path("nodes").get(search.at("/results/0/node").intValue());
        JsonNode parent = search.path("nodes").get(best.path("parent").intValue());

        this.browser.press(".lattice-box", "ARROW_LEFT");

        assertThat(this.browser.the("#beam-sum").getText())
            .endsWith("/ 9 = " + fixed(parent.path("score").doubleValue(), 3));
    }

    private JsonNode search(String more) {
        return this.service.ask("/v1/explain/beam", "{" + FIELDS + more + "}");
    }

    private static List<String> scores(JsonNode search) {
        return search.path("results")
            .valueStream()
            .map((result) -> fixed(result.path("score").doubleValue(), 3))
            .toList();
    }

    private static String fixed(double value, int digits) {
        return String.format(Locale.ROOT, "%." + digits + "f", value).replace('-', '−');
    }

    private void open(String parameters) {
        this.browser.open("beams?" + this.text.fragment() + parameters);
        await().until(() -> !this.browser.all(".results li").isEmpty() && this.browser.all(".waits").isEmpty());
    }

}
