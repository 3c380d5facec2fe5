package io.inkwell.studio;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import io.inkwell.ServiceClient;
import io.inkwell.studio.browser.ShownCode;
import io.inkwell.studio.browser.StudioBrowser;
import io.inkwell.studio.browser.TcpProxy;
import io.inkwell.studio.browser.ViewTest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The code that the view Write shows sends the request of the page. */
@ViewTest
class RequestCodeIT {

    /** Characters with a meaning in one of the languages. */
    private static final String PROMPT = "It's \"a\" truth:\n\\n $HOME `date` ${x} %s é";

    /** What the page asks for besides the text. */
    private static final Set<String> DETAILS = Set.of("logprobs", "return_token_ids", "return_entropy",
            "stream_options");

    private final StudioBrowser browser;

    private final ServiceClient service;

    private final int port;

    RequestCodeIT(StudioBrowser browser, ServiceClient service, @LocalServerPort int port) {
        this.browser = browser;
        this.service = service;
        this.port = port;
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "&temperature=0.9&top_p=0.9&top_k=20&seed=5&min_p=0.02&presence_penalty=0.5&frequency_penalty=1&ignore_eos=true"
                    + "&stop=[\"zz's\",\"q\\\"\"]&logit_bias={\"11\":-1.5}&allowed_token_ids=[11,13,262,290]",
            "&temperature=1&seed=3&best_of=2" })
    void eachLanguageSendsTheRequestOfThePage(String settings, @TempDir Path folder) throws Exception {
        try (TcpProxy proxy = new TcpProxy(this.port)) {
            StudioBrowser browser = this.browser.at(proxy.port());
            open(browser, settings);
            browser.click("#write");
            await().until(() -> browser.url().contains("&g="));
            assertThat(requests(proxy)).hasSize(1);
            JsonNode sent = requests(proxy).get(0);

            ObjectNode whole = (ObjectNode) sent.deepCopy();
            whole.remove("stream");
            String text = this.service.complete(whole.toString()).at("/choices/0/text").stringValue();
            ShownCode code = new ShownCode(browser, folder, "none");
            for (String language : ShownCode.LANGUAGES) {
                assertThat(code.run(language).stripTrailing()).as(language).isEqualTo(text.stripTrailing());
            }
            assertThat(requests(proxy)).hasSize(1 + ShownCode.LANGUAGES.size()).containsOnly(sent);
        }
    }

    /**
     * The bodies of requests that complete a text, without the details that the page asks
     * for.
     */
    private static List<JsonNode> requests(TcpProxy proxy) {
        return proxy.bodies("/v1/completions")
            .stream()
            .map(RequestCodeIT::fields)
            .filter((body) -> !body.has("echo"))
            .toList();
    }

    private static JsonNode fields(String body) {
        // OpenAI's Java client writes 1.0 where the other clients write 1.
        ObjectNode fields = (ObjectNode) JsonMapper.shared().readTree(body.replaceAll("(\\d)\\.0([,}])", "$1$2"));
        return fields.remove(DETAILS);
    }

    @Test
    void copyPutsTheCodeOnTheClipboard(@TempDir Path folder) {
        open(this.browser, "");
        ShownCode code = new ShownCode(this.browser, folder, "none");
        for (String language : ShownCode.LANGUAGES) {
            String shown = code.select(language);

            this.browser.click(".code > .btn");

            await(language).untilAsserted(() -> assertThat(this.browser.clipboard()).isEqualTo(shown));
            await()
                .until(() -> this.browser.texts("#notes").equals(List.of("Copied the request in " + language + ".")));
        }
    }

    @Test
    void copiedLinkIsTheAddress() {
        open(this.browser, "");
        List<String> buttons = this.browser.texts(".page-foot > button");

        this.browser.click(".page-foot > button:nth-of-type(" + (buttons.indexOf("Copy link") + 1) + ")");

        await().untilAsserted(() -> assertThat(this.browser.clipboard()).isEqualTo(this.browser.url()));
    }

    private static void open(StudioBrowser browser, String settings) {
        browser.open("write?max_tokens=6&p=" + URLEncoder.encode(PROMPT, StandardCharsets.UTF_8)
                + settings.replace("\"", "%22").replace("{", "%7B").replace("}", "%7D").replace("\\", "%5C"));
        await().until(() -> browser.texts(".code pre").stream().anyMatch((code) -> code.contains("truth"))
                && browser.texts("#prompt").equals(List.of(PROMPT)) && !browser.texts("#model option").isEmpty());
    }

}
