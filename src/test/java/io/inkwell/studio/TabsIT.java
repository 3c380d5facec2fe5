package io.inkwell.studio;

import java.io.IOException;

import org.junit.jupiter.api.Test;

import io.inkwell.ServiceClient;
import io.inkwell.studio.browser.Brake;
import io.inkwell.studio.browser.StudioBrowser;
import io.inkwell.studio.browser.StudioService;
import io.inkwell.studio.browser.WrittenText;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Two tabs with the studio do not disturb each other. */
@StudioService
class TabsIT {

    private static final String CHIPS = "#toks .tok";

    private static final int NUM_TOKENS = 450;

    private final StudioBrowser browser;

    private final ServiceClient service;

    TabsIT(StudioBrowser browser, ServiceClient service) {
        this.browser = browser;
        this.service = service;
    }

    @Test
    void eachTabWritesItsOwnText() throws IOException {
        String first = this.browser.tab();
        try (Brake brake = Brake.onSteps()) {
            write("It+is+a+truth");
            this.browser.newTab();
            write("Call+me");
            assertWrites();
            String second = this.browser.tab();
            this.browser.changeTo(first);
            assertWrites();

            brake.release();

            assertWrote("It is a truth");
            this.browser.changeTo(second);
            assertWrote("Call me");
        }
    }

    private void write(String prompt) {
        this.browser.open("write?temperature=0&top_p=1&ignore_eos=true&max_tokens=" + NUM_TOKENS + "&p=" + prompt);
        this.browser.click("#write");
        await().until(() -> !this.browser.all(CHIPS).isEmpty());
    }

    private void assertWrites() {
        assertThat(this.browser.all("#stop:enabled")).isNotEmpty();
        assertThat(this.browser.all(CHIPS)).hasSizeBetween(1, NUM_TOKENS - 1);
    }

    private void assertWrote(String prompt) {
        String written = WrittenText.greedy(this.service, prompt, NUM_TOKENS).completion();
        await().until(() -> this.browser.url().contains(written));
        assertThat(this.browser.the("#prompt").getText()).isEqualTo(prompt);
        assertThat(this.browser.all(CHIPS)).hasSize(NUM_TOKENS);
    }

    @Test
    void eachTabHasItsOwnViewSettingsAndSelection() {
        String text = WrittenText.greedy(this.service, "It is a truth", 8).fragment();
        String first = this.browser.tab();
        this.browser.open("write?" + text + "&t=5");
        await().until(() -> this.browser.all(CHIPS).size() == 8);
        this.browser.newTab();
        this.browser.open("next?" + text + "&t=5");
        await().until(() -> !this.browser.all(".nt tbody tr").isEmpty());

        this.browser.click("#tok7");
        this.browser.press("#nt-temperature", "ARROW_RIGHT");
        await().until(() -> this.browser.url().contains("&t=7") && this.browser.url().contains("&T="));
        this.browser.changeTo(first);
        this.browser.press("#tok5", "ARROW_LEFT");

        await().until(() -> this.browser.url().contains("&t=4"));
        assertThat(this.browser.url()).contains("#/write?").doesNotContain("T=");
        assertThat(this.browser.attributes(CHIPS + "[aria-selected=true]", "data-i")).containsExactly("4");
    }

}
