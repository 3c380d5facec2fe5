package io.inkwell.studio;

import java.io.IOException;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.inkwell.studio.browser.Brake;
import io.inkwell.studio.browser.StudioBrowser;
import io.inkwell.studio.browser.StudioService;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Another request of the text that begins before the last one has ended. */
@StudioService
class ReplacedWriteIT {

    private static final String CHIPS = "#toks .tok";

    private final StudioBrowser browser;

    ReplacedWriteIT(StudioBrowser browser) {
        this.browser = browser;
    }

    @BeforeEach
    void complete() {
        this.browser.open("write?p=It+is+a+truth&temperature=0&top_p=1&max_tokens=12");
        this.browser.click("#write");
        await().until(() -> this.browser.all(CHIPS).size() == 12 && isIdle() && this.browser.url().contains("&g="));
    }

    @Test
    void secondWriteBeforeTheFirstTokenShowsItsOwnText() {
        this.browser.run("""
                const prompt = document.querySelector('#prompt');
                prompt.textContent = 'She was';
                prompt.dispatchEvent(new Event('input'));
                document.querySelector('#write').click();
                document.querySelector('#write').click();
                """);

        await().until(() -> this.browser.all(CHIPS).size() == 12 && isIdle() && this.browser.url().contains("&g="));
        assertThat(this.browser.the("#prompt").getText()).isEqualTo("She was");
        assertThat(this.browser.url()).contains("p=She+was");
    }

    @Test
    void backWhileWritingRestoresTextAndAddress() throws IOException {
        List<String> first = this.browser.texts(CHIPS);
        String address = this.browser.url();
        this.browser.click(CHIPS + ":nth-of-type(4)");
        this.browser.click(".alt:not(.chosen)");
        await().until(() -> this.browser.all(CHIPS).size() == 16 && isIdle() && this.browser.url().contains("&b=1"));
        // The continuation is still written when the test goes back.
        this.browser.run("location.replace(location.href.replace('max_tokens=12', 'max_tokens=400'))");
        await().until(() -> this.browser.texts(".code pre").toString().contains("\"max_tokens\": 400"));
        try (Brake steps = Brake.onSteps()) {
            this.browser.click("#continue");
            await().until(() -> this.browser.all(CHIPS).size() > 16);

            this.browser.back();

            await().untilAsserted(() -> assertThat(this.browser.texts(CHIPS)).isEqualTo(first));
            steps.release();
        }
        await().until(this::isIdle);
        assertThat(withoutSelection(this.browser.url())).startsWith(withoutSelection(address)).doesNotContain("&b=1");
    }

    /** A selection changes the entry of the history and adds none. */
    private static String withoutSelection(String address) {
        return address.replaceFirst("&t=\\d+", "");
    }

    private boolean isIdle() {
        return this.browser.all("#stop:enabled").isEmpty();
    }

}
