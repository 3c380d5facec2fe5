package io.inkwell.studio;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.inkwell.ServiceClient;
import io.inkwell.studio.browser.MarkupModel;
import io.inkwell.studio.browser.StudioBrowser;
import io.inkwell.studio.browser.StudioService;
import io.inkwell.studio.browser.StudioTexts;
import io.inkwell.studio.browser.WrittenText;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The user selects another model, which has another vocabulary. */
@StudioService
class OtherModelIT {

    private static final String CHIPS = "#toks .tok";

    /** Keeps the bodies of explanation requests in the page. */
    private static final String RECORD = """
            const send = window.fetch;
            window.sent = [];
            window.fetch = (path, options) => {
                if (String(path).includes('v1/explain')) {
                    window.sent.push(options.body);
                }
                return send(path, options);
            };
            """;

    private final StudioBrowser browser;

    private final ServiceClient service;

    private final WrittenText text;

    OtherModelIT(StudioBrowser browser, ServiceClient service) {
        this.browser = browser;
        this.service = service;
        this.text = WrittenText.greedy(service, "It is a truth", 8);
    }

    @ParameterizedTest
    @ValueSource(strings = { "next", "attention", "importance", "layers", "beams", "cache", "learn" })
    void viewsReadTheTextAgain(String view) {
        open(view);
        List<Integer> completion = tokenize(completion());
        this.browser.run(RECORD);

        select("markup");

        await().until(() -> this.browser.url().contains("m=markup"));
        await().until(() -> !this.browser.all(StudioTexts.drawn(view)).isEmpty() && !sentToMarkup().isEmpty());
        assertThat(this.browser.all("main .statebox")).isEmpty();
        assertThat(sentToMarkup()).allSatisfy((body) -> {
            assertThat(body.path("model").stringValue()).isEqualTo("markup");
            // The texts of the experiment in Attention have no ids.
            assertThat(ids(body.path("prompt"))).allMatch((id) -> id < MarkupModel.NUM_BYTES);
        });
        assertThat(this.browser.url()).contains("g=" + encoded(completion));
    }

    @Test
    void backReturnsToTheFirstModel() {
        open("layers");
        List<String> cells = this.browser.attributes(".lens button", "aria-label");
        select("markup");
        await().until(() -> this.browser.all(CHIPS).size() > this.text.ids().size());
        this.browser.run(RECORD);

        this.browser.back();

        await().until(() -> this.browser.attributes(".lens button", "aria-label").equals(cells));
        assertThat(sent()).allSatisfy((body) -> {
            assertThat(body.path("model").stringValue()).isEqualTo("inkwell-demo");
            assertThat(ids(body.path("prompt"))).isEqualTo(this.text.ids());
        });
        assertThat(this.browser.run("return document.getElementById('model').value")).isEqualTo("inkwell-demo");
    }

    @Test
    void writeKeepsThePrompt() {
        this.browser.open("write?" + this.text.fragment() + "&max_tokens=6&temperature=0&ignore_eos=true");
        await().until(() -> this.browser.all(CHIPS).size() == 8);

        select("markup");

        await().until(() -> this.browser.all(CHIPS).isEmpty());
        assertThat(this.browser.the("#prompt").getText()).isEqualTo("It is a truth");
        this.browser.click("#write");
        JsonNode written = this.service
            .complete("{\"model\": \"markup\", \"prompt\": \"It is a truth\", \"max_tokens\": 6, \"temperature\": 0,"
                    + " \"ignore_eos\": true, \"return_token_ids\": true}")
            .at("/choices/0/token_ids");
        await().until(() -> this.browser.url().contains("g=" + encoded(ids(written))));
    }

    @Test
    void tensorsAreThoseOfTheModel() {
        this.browser.open("weights?w=wpe.weight");
        await().until(() -> !this.browser.texts(".wm header .dim").isEmpty());

        select("markup");

        await().until(() -> this.browser.texts(".wm header .dim").get(0).startsWith("512 × 16"));
    }

    @Test
    void linkOfAModelThatIsNotServedShowsThePrompt() {
        this.browser.open("write?m=gone&" + this.text.fragment());

        assertThat(this.browser.the(".statebox h2").getText()).isEqualTo("This link was made with another model");
        assertThat(this.browser.the(".statebox-text").getText()).contains("“gone”", "inkwell-demo, markup, idle");
        assertThat(this.browser.the("#prompt").getText()).isEqualTo("It is a truth");
        assertThat(this.browser.all(CHIPS)).isEmpty();
    }

    private void open(String view) {
        this.browser.open(view + "?" + this.text.fragment() + "&t=6");
        await().until(() -> !this.browser.all(StudioTexts.drawn(view)).isEmpty());
    }

    private void select(String model) {
        this.browser.click("#model option[value=" + model + "]");
    }

    private String completion() {
        return this.service
            .complete("{\"prompt\": \"It is a truth\", \"temperature\": 0, \"ignore_eos\": true, \"max_tokens\": 8}")
            .at("/choices/0/text")
            .stringValue();
    }

    private List<Integer> tokenize(String prompt) {
        return ids(this.service
            .ask("/tokenize",
                    JsonMapper.shared()
                        .writeValueAsString(Map.of("model", "markup", "prompt", prompt, "add_special_tokens", false)))
            .path("tokens"));
    }

    /** Ids of one prompt or of several. */
    private static List<Integer> ids(JsonNode ids) {
        return ids.valueStream()
            .flatMap((each) -> each.isArray() ? each.valueStream() : Stream.of(each))
            .filter(JsonNode::isNumber)
            .map(JsonNode::intValue)
            .toList();
    }

    private static String encoded(List<Integer> ids) {
        return String.join(".", ids.stream().map((id) -> Integer.toString(id, 36)).toList());
    }

    /** The requests from the first one to the other model. */
    private List<JsonNode> sentToMarkup() {
        return sent().stream().dropWhile((body) -> !body.path("model").asString("").equals("markup")).toList();
    }

    private List<JsonNode> sent() {
        return ((List<?>) this.browser.run("return window.sent")).stream()
            .map((body) -> JsonMapper.shared().readTree((String) body))
            .toList();
    }

}
