package io.inkwell.studio;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.inkwell.ServiceClient;
import io.inkwell.studio.browser.StudioBrowser;
import io.inkwell.studio.browser.ViewTest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Settings, presets, examples and strategies of the view Write. */
@ViewTest
class DecodingIT {

    private static final String CHIPS = "#toks .tok";

    private static final String CODE = ".code pre";

    private final StudioBrowser browser;

    private final ServiceClient service;

    DecodingIT(StudioBrowser browser, ServiceClient service) {
        this.browser = browser;
        this.service = service;
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "&use_beam_search=true", "&penalty_alpha=0.6&top_k=4" })
    void eachControlHasASentence(String method) {
        this.browser.open("write?p=It+is+a+truth" + method);
        this.browser.the("#set-max_tokens");

        assertThat(this.browser.run("""
                return [...document.querySelectorAll('.controls .ctl')]
                    .map((control) => control.querySelector('input, select, textarea'))
                    .filter((input) => !/[.]$/.test(
                        document.getElementById(input.getAttribute('aria-describedby'))?.textContent ?? ''))
                    .map((input) => input.id);""")).isEqualTo(List.of());
        assertThat(this.browser.all(".controls .ctl")).hasSizeGreaterThan(10);
    }

    @Test
    void presetsSetTheFieldsOfTheRequest() {
        Map<String, String> fields = Map.of("greedy", "{'temperature': 0}", "beam",
                "{'use_beam_search': true, 'num_beams': 5}", "nucleus", "{'temperature': 1, 'top_p': 0.95}", "typical",
                "{'temperature': 1, 'top_p': 1, 'typical_p': 0.9}", "creative", "{'temperature': 1.2, 'top_k': 50}",
                "contrastive", "{'penalty_alpha': 0.6, 'top_k': 4}");
        this.browser.open("write?p=It+is+a+truth&max_tokens=4");
        this.browser.the("[data-preset]");
        assertThat(this.browser.attributes("[data-preset]", "data-preset")).hasSameElementsAs(fields.keySet());

        fields.forEach((preset, expected) -> {
            this.browser.click("[data-preset=" + preset + "]");

            assertThat(this.browser.attributes("[data-preset][aria-pressed=true]", "data-preset"))
                .containsExactly(preset);
            JsonNode json = JsonMapper.shared().readTree(expected.replace('\'', '"'));
            json.forEachEntry((name, value) -> await(preset)
                .untilAsserted(() -> assertThat(request().path(name)).as(name).isEqualTo(value)));
        });
    }

    @Test
    void examplesAreCompleted() {
        this.browser.open("write?p=x&max_tokens=3&ignore_eos=true");
        this.browser.the("#write:enabled");
        List<String> parts = List.of("Mr. Darcy", "The President", "Mr. Bennet", "TL;DR:", "la reine",
                "Who is the captain", "");
        assertThat(this.browser.texts("#examples option")).containsExactly("Example prompts", "A novel", "An article",
                "A dialogue", "TL;DR:", "A translation", "Who is …?", "Unconditional");

        for (int i = 0; i < parts.size(); i++) {
            String part = parts.get(i);
            this.browser.click("#examples option:nth-child(" + (i + 2) + ")");

            await(part).until(() -> {
                String prompt = this.browser.texts("#prompt").get(0);
                return prompt.contains(part) && (prompt.isEmpty() == part.isEmpty())
                        && this.browser.all(CHIPS).size() == 3;
            });
        }
    }

    /** The body of the request that the page shows as a call of curl. */
    private JsonNode request() {
        String code = this.browser.texts(CODE).get(0);
        return JsonMapper.shared().readTree(code.substring(code.indexOf('{'), code.lastIndexOf('}') + 1));
    }

    @Test
    void strategiesAreComparedSideBySide() {
        this.browser.open("write?p=It+is+a+truth&max_tokens=10&ignore_eos=true");

        this.browser.click("#compare");

        await().until(() -> this.browser.all(".strategies .figs").size() == 4);
        assertThat(this.browser.attributes(".strategies article", "data-strategy")).containsExactly("greedy", "beam",
                "nucleus", "creative");
        assertThat(strategy("greedy")).isEqualTo(completion("\"temperature\": 0"));
        assertThat(strategy("beam"))
            .isEqualTo(completion("\"use_beam_search\": true, \"num_beams\": 5, \"temperature\": 0"));
        assertThat(this.browser.texts("[data-strategy=greedy] dt")).contains("Tokens/s", "First token");
        assertThat(this.browser.texts(".strategies .settings")).containsExactly("greedy, ignore end of text on",
                "beam search, beams 5, ignore end of text on", "T 1, top-p 0.95, seed 1, ignore end of text on",
                "T 1.2, top-k 50, seed 1, ignore end of text on");
    }

    private String strategy(String name) {
        return this.browser.texts("[data-strategy=" + name + "] .run").get(0).strip();
    }

    private String completion(String fields) {
        return this.service
            .complete("{\"prompt\": \"It is a truth\", \"max_tokens\": 10, \"ignore_eos\": true, " + fields + "}")
            .at("/choices/0/text")
            .stringValue()
            .strip();
    }

    @Test
    void speedOfTheCompletionIsShown() {
        this.browser.open("write?p=It+is+a+truth&max_tokens=20&ignore_eos=true");

        this.browser.click("#write");

        await().until(() -> this.browser.the("#figures")
            .getText()
            .matches("4 \\+ 20 of 512 tokens\\s+T 0.8, top-p 0.95, seed \\d+, ignore end of text on\\s+"
                    + "first token after .+ m?s\\s+20 tokens after .+ m?s\\s+[\\d,]+ tokens/s, measured by this page"));
    }

}
