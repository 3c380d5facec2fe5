package io.inkwell.studio;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import io.inkwell.ServiceClient;
import io.inkwell.studio.browser.Brake;
import io.inkwell.studio.browser.StudioBrowser;
import io.inkwell.studio.browser.StudioService;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

/** A person's use of the view Write, in a browser. */
@StudioService
class WriteViewIT {

    private static final String CHIPS = "#toks .tok";

    private static final String PROMPT = "write?p=It+is+a+truth&temperature=0&top_p=1&max_tokens=12";

    private final StudioBrowser browser;

    private final ServiceClient service;

    WriteViewIT(StudioBrowser browser, ServiceClient service) {
        this.browser = browser;
        this.service = service;
    }

    @Test
    void firstTokenIsShownBeforeTheLastArrives() throws IOException {
        try (Brake brake = Brake.onSteps()) {
            this.browser.open("write?p=It+is+a+truth&max_tokens=200&ignore_eos=true");
            this.browser.click("#write");

            await().until(() -> !this.browser.all(CHIPS).isEmpty());

            assertThat(this.browser.all("#stop:enabled")).isNotEmpty();
            assertThat(this.browser.all(CHIPS)).hasSizeLessThan(200);
            brake.release();
            await().until(() -> this.browser.all(CHIPS).size() == 200);
        }
    }

    @Test
    void stopKeepsTheTokensReceived() throws IOException {
        try (Brake brake = Brake.onSteps()) {
            this.browser.open("write?p=It+is+a+truth&max_tokens=250&ignore_eos=true");
            this.browser.click("#write");
            await().until(() -> this.browser.all(CHIPS).size() >= 3);

            this.browser.click("#stop");

            await().until(() -> !this.browser.all("#stop:disabled").isEmpty());
            brake.release();
        }
        assertThat(this.browser.all(CHIPS)).hasSizeBetween(3, 249);
        await().until(() -> this.browser.url().contains("&g="));
    }

    @Test
    void alternativesAreThoseOfTheService() {
        complete();
        this.browser.click(CHIPS + ":nth-of-type(3)");

        JsonNode logprobs = this.service
            .complete("{\"prompt\": \"It is a truth\", \"temperature\": 0, \"max_tokens\": 12, \"logprobs\": 12,"
                    + " \"return_token_ids\": true}")
            .at("/choices/0/logprobs");
        JsonNode ids = logprobs.at("/top_token_ids/2");
        JsonNode candidates = logprobs.at("/top_logprobs/2");
        List<String> expected = candidates.propertyStream()
            .sorted((a, b) -> Double.compare(b.getValue().doubleValue(), a.getValue().doubleValue()))
            .limit(10)
            .map((entry) -> ids.path(entry.getKey()).asInt() + " " + percent(entry.getValue().doubleValue()))
            .toList();
        await().untilAsserted(() -> assertThat(alternatives()).isEqualTo(expected));
    }

    @Test
    void placeOfATokenIsItsRankAmongTheTwelveCandidates() {
        this.browser.open("write?p=It+is+a+truth&temperature=1&top_p=1&seed=7&max_tokens=12&ignore_eos=true");
        this.browser.click("#write");
        await().until(() -> this.browser.all(CHIPS).size() == 12 && isIdle());

        List<String> places = IntStream.rangeClosed(1, 12).mapToObj(this::place).toList();

        JsonNode ids = this.service
            .complete("{\"prompt\": \"It is a truth\", \"temperature\": 1, \"seed\": 7, \"max_tokens\": 12,"
                    + " \"ignore_eos\": true, \"return_token_ids\": true}")
            .at("/choices/0");
        String all = ids.path("prompt_token_ids").toString().replace("]", ",")
                + ids.path("token_ids").toString().substring(1);
        List<String> expected = this.service.ask("/v1/explain/score", "{\"prompt\": " + all + "}")
            .at("/texts/0/tokens")
            .valueStream()
            .skip(ids.path("prompt_token_ids").size())
            .map((token) -> token.path("rank").asInt())
            .map((rank) -> (rank <= 12) ? "rank " + rank : "below rank 12")
            .toList();
        assertThat(places).isEqualTo(expected).contains("below rank 12");
        assertThat(places).anyMatch((place) -> place.startsWith("rank "));
    }

    /**
     * What the alternatives say of a token's rank.
     * @param token from 1
     */
    private String place(int token) {
        String name = ", token " + token + ", ";
        this.browser.click(CHIPS + ":nth-of-type(" + token + ")");
        await().until(() -> this.browser.the(".alts header .dim").getText().contains(name));
        String facts = this.browser.the(".alts header .dim").getText();
        return facts.substring(facts.indexOf(name) + name.length());
    }

    private List<String> alternatives() {
        List<String> ids = this.browser.attributes(".alt", "data-id");
        List<String> shares = this.browser.texts(".alt .p");
        return IntStream.range(0, ids.size()).mapToObj((i) -> ids.get(i) + " " + shares.get(i)).toList();
    }

    private static String percent(double logprob) {
        double p = Math.exp(logprob);
        return (p < 0.001) ? "<0.1%" : String.format(Locale.ROOT, "%.1f%%", p * 100);
    }

    @Test
    void tokensAreShadedByTheirProbability() {
        complete();

        List<Double> expected = this.service
            .complete("{\"prompt\": \"It is a truth\", \"temperature\": 0, \"max_tokens\": 12, \"logprobs\": 1}")
            .at("/choices/0/logprobs/token_logprobs")
            .valueStream()
            .map((logprob) -> Math.sqrt(Math.exp(logprob.doubleValue())))
            .toList();
        List<?> washes = (List<?>) this.browser
            .run("return [...document.querySelectorAll('" + CHIPS + "')].map((t) => t.style.getPropertyValue('--w'))");
        assertThat(washes).hasSize(12);
        for (int i = 0; i < expected.size(); i++) {
            assertThat(Double.parseDouble((String) washes.get(i))).isCloseTo(expected.get(i) * 0.95, within(0.002));
        }
    }

    @Test
    void pointerShowsTheAlternativesOfAToken() {
        complete();
        this.browser.click(CHIPS + ":nth-of-type(3)");
        List<String> locked = alternatives();
        List<String> chosen = this.browser.attributes(".alt.chosen", "data-id");

        this.browser.point(CHIPS + ":nth-of-type(7)");
        await().until(() -> !this.browser.attributes(".alt.chosen", "data-id").equals(chosen));
        this.browser.moveAway();

        await().until(() -> alternatives().equals(locked));
    }

    @Test
    void forcedTokenOpensABranchAndBackReturns() {
        complete();
        List<String> first = this.browser.texts(CHIPS);
        this.browser.click(CHIPS + ":nth-of-type(4)");

        this.browser.click(".alt:not(.chosen)");

        await().until(() -> this.browser.all(".treebox .row").size() == 1 && isIdle());
        List<String> branch = this.browser.texts(CHIPS);
        assertThat(branch.subList(0, 3)).isEqualTo(first.subList(0, 3));
        assertThat(branch.get(3)).isNotEqualTo(first.get(3));
        assertThat(branch).hasSize(16);
        assertThat(this.browser.texts(".tok.forced")).containsExactly(branch.get(3));
        assertThat(this.browser.texts("#hint").get(0)).contains("was forced. Greedy. ");

        this.browser.back();

        await().untilAsserted(() -> assertThat(this.browser.texts(CHIPS)).isEqualTo(first));
    }

    @Test
    void reloadRestoresTextBranchAndToken() {
        complete();
        this.browser.click(CHIPS + ":nth-of-type(4)");
        this.browser.click(".alt:not(.chosen)");
        await().until(() -> this.browser.all(CHIPS).size() == 16 && isIdle() && this.browser.url().contains("&b=1"));
        List<String> before = state();

        this.browser.reload();

        await().untilAsserted(() -> assertThat(state()).isEqualTo(before));
    }

    /** Texts, locked token, alternatives and branches. */
    private List<String> state() {
        return List.of(this.browser.the("#prompt").getText(), this.browser.texts(CHIPS).toString(),
                this.browser.texts(".tok[aria-selected=true]").toString(), this.browser.texts(".alt").toString(),
                this.browser.texts(".treebox .row").toString());
    }

    @Test
    void promptsWithMarkupStayText() {
        String markup = "<img src=x onerror=\"document.title='broken'\"><script>document.title='broken'</script>";
        this.browser.open("write?max_tokens=3&p=" + URLEncoder.encode(markup, StandardCharsets.UTF_8));

        this.browser.click("#write");

        await().until(() -> this.browser.all(CHIPS).size() == 3 && isIdle());
        assertThat(this.browser.the("#prompt").getText()).isEqualTo(markup);
        this.browser.click(".rail a[data-view=next]");
        await().until(() -> this.browser.all(".nt tbody tr").size() > 5);
        assertThat(String.join("", this.browser.texts(CHIPS))).contains("<script>document.title='broken'</script>");
        assertThat(this.browser.all("main img, main script")).isEmpty();
        assertThat(this.browser.run("return document.title")).isEqualTo("Next token · Inkwell studio");
    }

    @Test
    void tooLongTextIsExplainedAndFixed() {
        this.browser.open("write?p=It+is+a+truth&max_tokens=5000&ignore_eos=true");
        this.browser.click("#write");

        assertThat(this.browser.the(".statebox h2").getText()).isEqualTo("The text is too long");
        assertThat(this.browser.the(".statebox-text").getText()).contains("512 tokens", "5000 for max_tokens");

        this.browser.click(".statebox .go");

        await().until(() -> this.browser.all(CHIPS).size() > 500 && this.browser.all(".statebox").isEmpty());
    }

    /** Writes a greedy completion of twelve tokens. */
    private void complete() {
        this.browser.open(PROMPT);
        this.browser.click("#write");
        await().until(() -> this.browser.all(CHIPS).size() == 12 && isIdle() && this.browser.url().contains("&g="));
    }

    private boolean isIdle() {
        return this.browser.all("#stop:enabled").isEmpty();
    }

}
