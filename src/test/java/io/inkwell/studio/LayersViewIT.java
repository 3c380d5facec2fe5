package io.inkwell.studio;

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
import static org.awaitility.Awaitility.await;

/** A person's use of the view Layers, in a browser. */
@ViewTest
class LayersViewIT {

    private final ServiceClient service;

    private final StudioBrowser browser;

    private final WrittenText text;

    private final JsonNode lens;

    LayersViewIT(StudioBrowser browser, ServiceClient service) {
        this.browser = browser;
        this.service = service;
        this.text = WrittenText.greedy(this.service, "It is a truth", 8);
        this.lens = this.service.ask("/v1/explain/logit-lens", "{\"prompt\": " + this.text.ids() + ", \"top\": 4}");
    }

    @Test
    void cellsAreTheLikeliestTokensOfEachDepth() {
        open("");

        for (int depth = 0; depth < depths(); depth++) {
            List<String> expected = this.lens.path("cells")
                .get(depth)
                .valueStream()
                .map((cell) -> WrittenText.percent(cell.path("top").get(0).path("p")))
                .toList();
            assertThat(this.browser.attributes("[data-d='" + depth + "']", "aria-label"))
                .extracting((label) -> label.substring(label.lastIndexOf(' ') + 1))
                .containsExactlyElementsOf(expected);
        }
    }

    @Test
    void dotsMarkWhereTheAnswerTakesTheLead() {
        open("");

        int tokens = this.lens.path("tokens").size();
        List<String> expected = IntStream.range(0, tokens)
            .filter((token) -> settledAt(token) < depths() - 1)
            .mapToObj((token) -> token + "." + settledAt(token))
            .toList();
        assertThat(this.browser.run("return [...document.querySelectorAll('.lens td.settle button')]"
                + ".map((b) => b.closest('tr').dataset.i + '.' + b.dataset.d)"))
            .isEqualTo(expected);
    }

    private int depths() {
        return this.lens.path("depths").size();
    }

    private int settledAt(int token) {
        int depth = depths() - 1;
        while (depth > 0 && this.lens.path("cells").get(depth - 1).get(token).path("rank").intValue() == 1) {
            depth--;
        }
        return depth;
    }

    @Test
    void sideShowsTheCandidatesOfTheToken() {
        open("&t=5&d=2");

        List<String> expected = IntStream.range(0, depths())
            .mapToObj((depth) -> this.lens.path("cells").get(depths() - 1 - depth).get(5).path("top"))
            .flatMap((top) -> top.valueStream().map((candidate) -> WrittenText.percent(candidate.path("p"))))
            .toList();
        assertThat(this.browser.texts(".lens-side .mini .p")).isEqualTo(expected);
        assertThat(this.browser.the(".ladder .on h3").getText()).startsWith("Layer 1");
        JsonNode best = this.lens.path("cells").get(2).get(5).path("top");
        double ratio = Math.exp(best.get(0).path("logit").doubleValue() - best.get(1).path("logit").doubleValue());
        assertThat(this.browser.the(".lens-sum").getText()).contains(String.format(Locale.ROOT, "= %.2f = ", ratio));
    }

    @Test
    void keyboardMovesInTheGrid() {
        open("&t=5&d=2");

        this.browser.press(".lens button[tabindex='0']", "ARROW_DOWN");
        this.browser.press(".lens button:focus", "ARROW_LEFT");

        await().until(() -> this.browser.url().contains("&t=6&d=1"));
        assertThat(this.browser.the(".ladder .on h3").getText()).startsWith("Layer 0");
        assertThat(this.browser.attributes(".lens button:focus", "data-d")).containsExactly("1");
    }

    @Test
    void shadingStaysInTheAddress() {
        open("");

        this.browser.click(".lensv .seg button:nth-child(3)");
        await().until(() -> this.browser.url().contains("&by=rank"));
        this.browser.reload();

        await().until(() -> this.browser.attributes(".lensv .seg [aria-pressed=true]", "aria-pressed").size() == 1);
        assertThat(this.browser.texts(".lensv .seg [aria-pressed=true]")).containsExactly("Answer’s rank");
    }

    @Test
    void longTextShowsAPart() {
        WrittenText written = WrittenText.greedy(this.service, "It is a truth", 150);

        this.browser.open("layers?" + written.fragment() + "&t=10");
        await().until(() -> this.browser.all(".lens tbody tr").size() == 64);
        this.browser.click(".lens-part button:nth-of-type(2)");

        await().until(() -> this.browser.attributes(".lens tr.locked", "data-i").contains("64"));
    }

    @Test
    void requestIsRepeatedWhileTheServiceIsBusy() {
        this.browser.open("write?" + this.text.fragment());
        this.browser.the(".tok");
        this.browser.run("""
                const send = window.fetch;
                const busy = new Response('{}', { status: 429, headers: { 'Retry-After': '900' } });
                window.fetch = (path, options) => {
                    if (!String(path).endsWith('logit-lens')) {
                        return send(path, options);
                    }
                    window.fetch = send;
                    return Promise.resolve(busy);
                };
                """);

        this.browser.click(".rail a[data-view=layers]");
        await().until(
                () -> this.browser.texts("#view .statebox-text").stream().anyMatch((t) -> t.contains("Trying again")));
        this.browser
            .run("[...document.querySelectorAll('.statebox button')].find((b) => b.textContent === 'Try now').click()");

        await().until(() -> !this.browser.all(".lens tbody tr").isEmpty());
        assertThat(this.browser.all(".statebox")).isEmpty();
    }

    private void open(String parameters) {
        this.browser.open("layers?" + this.text.fragment() + parameters);
        await().until(
                () -> !this.browser.all(".lens-sum:not(:empty)").isEmpty() && this.browser.all(".pending").isEmpty());
    }

}
