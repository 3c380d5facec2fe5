package io.inkwell.studio;

import java.io.IOException;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

import io.inkwell.ServiceClient;
import io.inkwell.studio.browser.Brake;
import io.inkwell.studio.browser.StudioBrowser;
import io.inkwell.studio.browser.StudioService;
import io.inkwell.studio.browser.TcpProxy;
import io.inkwell.studio.browser.WrittenText;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The studio with a connection that breaks, or a model that is not in memory. */
@StudioService
class ConnectionIT {

    private static final String CHIPS = "#toks .tok";

    private static final String PROBLEM = "#state .statebox h2";

    private static final String SENTENCE = "#state .statebox-text";

    private final StudioBrowser browser;

    private final ServiceClient service;

    private final int port;

    ConnectionIT(StudioBrowser browser, ServiceClient service, @LocalServerPort int port) {
        this.browser = browser;
        this.service = service;
        this.port = port;
    }

    @Test
    void brokenStreamKeepsItsTokensAndCanBeRepeated() throws IOException {
        try (TcpProxy proxy = new TcpProxy(this.port); Brake brake = Brake.onSteps()) {
            StudioBrowser browser = this.browser.at(proxy.port());
            browser.open("write?p=It+is+a+truth&max_tokens=300&ignore_eos=true&temperature=0&top_p=1");
            browser.click("#write");
            await().until(() -> browser.all(CHIPS).size() >= 3);

            proxy.cut();

            assertThat(browser.the(PROBLEM).getText()).isEqualTo("The connection is lost");
            assertThat(browser.texts(SENTENCE))
                .containsExactly("The stream ended before its last event. What the page received is kept.");
            assertThat(browser.all(CHIPS)).hasSizeBetween(3, 299);
            assertThat(browser.all("#stop:disabled")).isNotEmpty();

            brake.release();
            browser.click("#state .statebox .go");

            String written = WrittenText.greedy(this.service, "It is a truth", 300).completion();
            await().until(() -> browser.url().contains(written));
            assertThat(browser.all(CHIPS)).hasSize(300);
            assertThat(browser.all(PROBLEM)).isEmpty();
        }
    }

    @Test
    void serviceThatIsGoneIsReported() throws IOException {
        try (TcpProxy proxy = new TcpProxy(this.port)) {
            StudioBrowser browser = this.browser.at(proxy.port());
            browser.open("write?p=It+is+a+truth&max_tokens=8");
            browser.the("#write:enabled");
            await().until(() -> !browser.texts("#model option").isEmpty());

            proxy.stop();
            browser.click("#write");

            assertThat(browser.the(PROBLEM).getText()).isEqualTo("The connection is lost");
            assertThat(browser.texts(SENTENCE)).containsExactly("The service does not respond.");
            assertThat(browser.texts("#state .statebox button")).containsExactly("Try again");

            browser.click(".rail a[data-view=layers]");

            assertThat(browser.the("#view .statebox h2").getText()).isEqualTo("This view cannot be loaded");
        }
    }

    @Test
    void requestWaitsForAModelThatIsLoading() throws IOException {
        await().until(() -> state("idle").equals("unloaded"));
        try (Brake brake = Brake.onLoads()) {
            this.browser.open("write?m=idle&p=It+is&max_tokens=8&ignore_eos=true");
            this.browser.click("#write");

            await().until(() -> this.browser.texts("#state .note").equals(List.of("The model is loading.")));
            // The box counts down, and disappears while the page tries again.
            await().untilAsserted(() -> {
                List<String> box = this.browser.texts("#state .statebox :is(h2, .statebox-text, button)");
                assertThat(box).hasSize(4).startsWith("The service is not ready").endsWith("Try now", "Stop trying");
                assertThat(box.get(1)).contains("loading").contains("Trying again in");
            });

            brake.release();

            await().until(() -> this.browser.all(CHIPS).size() == 8 && this.browser.all(PROBLEM).isEmpty());
        }
    }

    private String state(String model) {
        return this.service.get("/v1/models")
            .json()
            .path("data")
            .valueStream()
            .filter((each) -> each.path("id").stringValue().equals(model))
            .map((each) -> each.path("state").stringValue())
            .findFirst()
            .orElseThrow();
    }

}
