package io.inkwell.studio;

import org.junit.jupiter.api.Test;

import io.inkwell.ServiceClient;
import io.inkwell.studio.browser.StudioBrowser;
import io.inkwell.studio.browser.ViewTest;
import io.inkwell.studio.browser.WrittenText;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Strategies side by side and the branches of a long text, in a browser. */
@ViewTest
class CompareIT {

    private static final String WAITING = ".strategies .statebox-text";

    private final ServiceClient service;

    private final StudioBrowser browser;

    CompareIT(StudioBrowser browser, ServiceClient service) {
        this.browser = browser;
        this.service = service;
    }

    @Test
    void columnsWaitWhileTheServiceIsBusy() {
        open(8);
        rejectCompletions(2);

        this.browser.click("#compare");
        await()
            .until(() -> this.browser.texts(WAITING).stream().anyMatch((text) -> text.contains("Trying again in 9")));
        await().until(() -> this.browser.all(".strategies .figs").size() == 2);
        assertThat(this.browser.texts(WAITING)).hasSize(2);
        press("Try now");
        await().until(() -> this.browser.all(".strategies .figs").size() == 3);
        press("Stop trying");

        await().until(() -> this.browser.all(WAITING).isEmpty());
        assertThat(this.browser.texts(".strategies [role=alert]"))
            .containsExactly("The service is busy. Too many requests are waiting.");
    }

    /** Answers the next completions with status 429. */
    private void rejectCompletions(int number) {
        this.browser.run("""
                const send = window.fetch;
                let left = arguments[0];
                const body = '{"error": {"message": "too many requests are waiting"}}';
                window.fetch = (path, options) => path === 'v1/completions' && left-- > 0
                  ? Promise.resolve(new Response(body, { status: 429, headers: { 'Retry-After': '999' } }))
                  : send(path, options);
                """, number);
    }

    private void press(String label) {
        this.browser.run("""
                [...document.querySelectorAll('.strategies button')]
                  .find((button) => button.textContent === arguments[0]).click()""", label);
    }

    @Test
    void dotsOfALongTextStandForSeveralTokens() {
        open(230);

        await().until(() -> this.browser.texts(".map header").get(0).matches(".*a dot is \\d+ tokens"));
        Number gap = (Number) this.browser
            .run("""
                    const places = [...document.querySelectorAll('.tree .dot')].map((dot) => Number(dot.getAttribute('cx')));
                    return Math.min(...places.slice(1, -1).map((x, i) => x - places[i]));""");
        assertThat(gap.doubleValue()).isGreaterThanOrEqualTo(5);
    }

    private void open(int maxTokens) {
        WrittenText text = WrittenText.greedy(this.service, "It is a truth", maxTokens);
        this.browser.open("write?" + text.fragment() + "&t=5");
        await().until(() -> this.browser.all("#toks .tok").size() == maxTokens);
    }

}
