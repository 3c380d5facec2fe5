package io.inkwell.studio;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

import io.inkwell.ServiceClient;
import io.inkwell.studio.browser.StudioBrowser;
import io.inkwell.studio.browser.ViewTest;
import io.inkwell.studio.browser.WrittenText;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

/** A person's use of the view Attention, in a browser. */
@ViewTest
class AttentionViewIT {

    private static final String ATTENDED = ".att-column.to [role=option]";

    private static final String COMPARED = ".att-butterfly tbody tr";

    /** Views write percents with one decimal, and the service rounds weights. */
    private static final Offset<Double> SHOWN = within(0.0011);

    private static final String SUMS = "#arithmetic .att-sums span";

    private final ServiceClient service;

    private final StudioBrowser browser;

    private final WrittenText text;

    AttentionViewIT(StudioBrowser browser, ServiceClient service) {
        this.browser = browser;
        this.service = service;
        this.text = WrittenText.greedy(this.service, "It is a truth", 8);
    }

    @Test
    void patternsOfAllHeadsAreThoseOfTheService() {
        open("&l=1&h=2");
        JsonNode patterns = this.service.ask("/v1/explain/attention/patterns", "{\"prompt\": " + this.text.ids() + "}")
            .path("patterns");

        assertThat(this.browser.all(".att-head")).hasSize(patterns.size() * patterns.get(0).size());
        JsonNode head = patterns.get(1).get(2);
        assertThat(this.browser.the("#head-facts").getText())
            .contains(String.format(Locale.ROOT, "Mean distance %.1f tokens", head.path("distance").doubleValue()));
        List<String> names = List.of("first", "previous", "self", "repeat", "induction", "broad", "local", "mixed");
        assertThat(this.browser.texts(".att-head .att-badge")).isSubsetOf(names);
    }

    @Test
    void thumbnailsHaveAColorForEachWeight() {
        open("");
        JsonNode attention = this.service
            .ask("/v1/explain/attention",
                    "{\"prompt\": " + this.text.ids() + ", \"view\": \"model\", \"encoding\": \"u8\"}")
            .path("attention");
        int size = this.text.ids().size();

        await().until(() -> thumbnails().stream().allMatch((pixels) -> pixels.get(0) != 0));
        List<List<Long>> thumbnails = thumbnails();
        NavigableMap<Integer, Set<Long>> colors = new TreeMap<>();
        for (int picture = 0; picture < thumbnails.size(); picture++) {
            int heads = attention.get(0).size();
            byte[] weights = Base64.getDecoder()
                .decode(attention.get(picture / heads).get(picture % heads).stringValue());
            int next = 0;
            for (int query = 0; query < size; query++) {
                for (int key = 0; key <= query; key++) {
                    colors.computeIfAbsent(weights[next++] & 0xFF, (weight) -> new HashSet<>())
                        .add(thumbnails.get(picture).get(query * size + key));
                }
                assertThat(thumbnails.get(picture).subList(query * size + query + 1, (query + 1) * size))
                    .as("later tokens")
                    .allMatch((pixel) -> pixel == 0);
            }
        }
        assertThat(colors).hasSizeGreaterThan(100).containsKeys(0, 255);
        assertThat(colors).allSatisfy((weight, each) -> assertThat(each).as("weight " + weight).hasSize(1));
        List<Double> ink = colors.values().stream().map((each) -> ink(each.iterator().next())).toList();
        assertThat(ink).isSorted();
        assertThat(ink.get(ink.size() - 1) - ink.get(0)).isGreaterThan(100);
    }

    /** The pixels of each head, as 0xAABBGGRR. */
    private List<List<Long>> thumbnails() {
        return ((List<?>) this.browser.run("""
                return [...document.querySelectorAll('.att-head canvas')].map((canvas) => {
                  const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
                  return [...new Uint32Array(data.buffer)];
                });""")).stream()
            .map((pixels) -> ((List<?>) pixels).stream().map((pixel) -> ((Number) pixel).longValue()).toList())
            .toList();
    }

    /** How dark a pixel is. */
    private static double ink(long pixel) {
        return 255 - 0.2126 * (pixel & 0xFF) - 0.7152 * (pixel >> 8 & 0xFF) - 0.0722 * (pixel >> 16 & 0xFF);
    }

    @Test
    void weightsAreThoseOfTheService() {
        open("&l=2&h=1&t=6");
        JsonNode row = scores(2, 1).path("attention").get(0).get(0).get(6);

        double[] expected = IntStream.rangeClosed(0, 6).mapToDouble((key) -> row.get(key).doubleValue()).toArray();
        assertThat(shares(this.browser.attributes(ATTENDED, "aria-label"))).containsExactly(expected, SHOWN);
        assertThat(shares(this.browser.attributes("#toks .tok", "aria-label"))).containsExactly(expected, SHOWN);
    }

    /** The shares at the end of labels, up to the first label without one. */
    private static double[] shares(List<String> labels) {
        return labels.stream()
            .map((label) -> label.substring(label.lastIndexOf(' ') + 1))
            .takeWhile((share) -> share.endsWith("%"))
            .mapToDouble((share) -> Double.parseDouble(share.replaceAll("[<%]", "")) / 100)
            .toArray();
    }

    private JsonNode scores(int layer, int head) {
        return this.service.ask("/v1/explain/attention",
                "{\"prompt\": " + this.text.ids() + ", \"view\": \"neuron\", \"layers\": [" + layer + "], \"heads\": ["
                        + head + "], \"stages\": [\"raw\", \"scaled\", \"softmax\"]}");
    }

    @Test
    void productsOfQueryAndKeySumToTheScore() {
        open("&l=2&h=1&t=6&to=3");
        JsonNode response = scores(2, 1);
        double raw = response.path("raw").get(0).get(0).get(6).get(3).doubleValue();
        double scaled = response.path("scaled").get(0).get(0).get(6).get(3).doubleValue();

        this.browser.click("#arithmetic summary");
        this.browser.the("#arithmetic tbody td");
        double sum = this.browser.texts("#arithmetic tbody td:last-child")
            .stream()
            .mapToDouble((value) -> Double.parseDouble(value.replace('−', '-')))
            .sum();

        assertThat(sum).isCloseTo(raw, within(0.5));
        assertThat(this.browser.texts(SUMS).get(0)).isEqualTo("Σ q·k = " + fixed(raw));
        assertThat(this.browser.texts(SUMS).get(1)).endsWith("= " + fixed(scaled));
    }

    private static String fixed(double value) {
        return String.format(Locale.ROOT, "%.2f", value).replace('-', '−');
    }

    @Test
    void pointingSendsNoRequest() {
        openWithExperiment("&t=9");
        Object before = requests();

        for (int i = 0; i < 8; i++) {
            this.browser.run("document.querySelectorAll('.att-column.from [role=option]')[arguments[0]]"
                    + ".dispatchEvent(new PointerEvent('pointerover', { bubbles: true }))", i);
        }

        String pointed = this.browser.texts(".att-column.from [role=option]").get(7);
        await().until(() -> this.browser.the(".page-head .legend").getText().contains("“" + pointed + "”"));
        assertThat(requests()).isEqualTo(before);
    }

    private Object requests() {
        return this.browser
            .run("return performance.getEntriesByType('resource').filter((e) => /v1\\/explain/.test(e.name)).length");
    }

    @Test
    void firstTokenIsHidden() {
        open("&l=1&h=0&t=9");
        assertThat(this.browser.attributes(ATTENDED, "aria-label").get(0)).contains("%");

        this.browser.click("#hide-first");

        await().until(() -> !this.browser.attributes(ATTENDED, "aria-label").get(0).contains("%"));
        await().until(() -> this.browser.url().contains("&first=0"));
    }

    @Test
    void cautionLeadsToImportance() {
        open("&t=9");
        assertThat(this.browser.the(".att-caution").getText()).contains("It does not explain a prediction.");

        this.browser.click(".att-caution a");

        await().until(() -> this.browser.attributes(".rail [aria-current]", "data-view").equals(List.of("importance")));
    }

    @Test
    void clickLocksAToken() {
        open("&l=1&h=0&t=9");

        this.browser.click(".att-column.from [data-i='5']");
        this.browser.moveAway();

        await().until(() -> this.browser.url().contains("&t=5"));
        assertThat(this.browser.attributes(".att-column.from [aria-selected=true]", "data-i")).containsExactly("5");
    }

    @Test
    void furtherHeadsAreDrawn() {
        open("&l=1&h=0&t=9");

        this.browser.click(".att-head-picks button:nth-child(4)");

        await().until(() -> this.browser.url().contains("&also=3"));
        assertThat(this.browser.attributes(".att-head-picks [aria-pressed=true]", "data-pick")).containsExactly("0",
                "3");
    }

    @Test
    void keyboardSelectsHeadsAndTokens() {
        open("&l=1&h=2&t=9");

        this.browser.press(".att-head[aria-pressed=true]", "ARROW_RIGHT");
        this.browser.press(".att-head:focus", "ENTER");
        await().until(() -> this.browser.the("#head-facts").getText().contains("Layer 1, head 3"));
        this.browser.press(".att-column.from [tabindex='0']", "ARROW_UP");

        await().until(() -> this.browser.url().contains("&t=8"));
        assertThat(this.browser.attributes(".att-column.from :focus", "data-i")).containsExactly("8");
    }

    @Test
    void stagesAreSelected() {
        open("&l=1&h=2&t=9");

        this.browser.click(".att-matrix-head button:nth-child(2)");

        await().until(() -> this.browser.url().contains("&stage=scaled"));
        assertThat(this.browser.the("canvas.att-matrix").getDomAttribute("aria-label")).contains("masked");
    }

    @ParameterizedTest
    @CsvSource({ "The dog on the ship ran, The", "'I disapprove of what you say, but', I" })
    void presetsAreCompleted(String prompt, String first) {
        open("");

        this.browser.click("[data-preset='" + prompt + "']");

        await().until(() -> this.browser.url().contains("p=" + URLEncoder.encode(prompt, StandardCharsets.UTF_8))
                && this.browser.texts(ATTENDED).size() == this.browser.all("#toks .tok").size()
                && this.browser.texts(ATTENDED).get(0).equals(first));
    }

    @Test
    void experimentComparesTwoTexts() {
        openWithExperiment("&l=2&h=1&xa=He+is+the+son+of&xb=He+is+the+colleague+of");

        assertThat(shares(this.browser.texts(".att-butterfly .l span"))).containsExactly(lastRow("He is the son of"),
                SHOWN);
        assertThat(shares(this.browser.texts(".att-butterfly .r span")))
            .containsExactly(lastRow("He is the colleague of"), SHOWN);
        assertThat(this.browser.texts(".att-butterfly .differs th").get(0)).startsWith("son / ");
    }

    private double[] lastRow(String prompt) {
        JsonNode rows = this.service
            .ask("/v1/explain/attention", "{\"prompt\": \"" + prompt + "\", \"layers\": [2], \"heads\": [1]}")
            .path("attention")
            .get(0)
            .get(0);
        return rows.get(rows.size() - 1).valueStream().mapToDouble(JsonNode::doubleValue).toArray();
    }

    @Test
    void markupInTheExperimentIsText() {
        openWithExperiment("");
        String markup = "<img src=x onerror=alert(1)>";

        this.browser.run("document.getElementById('text-a').value = arguments[0] + ' is'", markup);
        this.browser.run("document.getElementById('text-b').value = arguments[0] + ' was'", markup);
        this.browser.click("#compare-heads");

        await().until(() -> String.join("", this.browser.texts(".att-butterfly th")).contains("onerror"));
        assertThat(this.browser.all("#view img")).isEmpty();
    }

    @Test
    void longTextShowsAPart() {
        WrittenText written = WrittenText.greedy(this.service, "It is a truth", 150);

        this.browser.open("attention?" + written.fragment() + "&t=140");

        await().until(() -> this.browser.attributes(ATTENDED, "data-i").contains("140"));
        assertThat(this.browser.all(ATTENDED)).hasSizeLessThan(100);
        await().until(() -> this.browser.all("#arithmetic .att-strip").size() == 3);
    }

    private void open(String parameters) {
        this.browser.open("attention?" + this.text.fragment() + parameters);
        await().until(() -> !this.browser.all(SUMS).isEmpty() && this.browser.all(".pending").isEmpty());
    }

    /** Waits for the experiment, which the view loads last. */
    private void openWithExperiment(String parameters) {
        open(parameters);
        await().until(() -> !this.browser.all(COMPARED).isEmpty());
    }

}
