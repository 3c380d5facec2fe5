package io.inkwell.studio;

import java.io.IOException;

import org.junit.jupiter.api.Test;

import io.inkwell.ServiceClient;
import io.inkwell.studio.browser.Brake;
import io.inkwell.studio.browser.StudioBrowser;
import io.inkwell.studio.browser.StudioService;
import io.inkwell.studio.browser.StudioTexts;
import io.inkwell.studio.browser.WrittenText;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The studio can be used while it shows a text that fills the context of 512 tokens. */
@StudioService
class LongTextIT {

    private static final String CHIPS = "#toks .tok";

    private static final int CONTEXT = 512;

    private final StudioBrowser browser;

    private final ServiceClient service;

    LongTextIT(StudioBrowser browser, ServiceClient service) {
        this.browser = browser;
        this.service = service;
    }

    @Test
    void viewsFollowTheSelectedToken() {
        int prompt = WrittenText.greedy(this.service, "It is a truth", 1).ids().size() - 1;
        WrittenText text = WrittenText.greedy(this.service, "It is a truth", CONTEXT - prompt);
        assertThat(text.ids()).hasSize(CONTEXT);
        // Occlusion would run the model for each token.
        this.browser.open("write?" + text.fragment() + "&t=500&from=t&bm=grad_x_input");
        await().until(() -> this.browser.all(CHIPS).size() == CONTEXT - prompt);

        assertFollows("write", ".alts header");
        assertFollows("next", ".nt-head");
        assertFollows("attention", ".att-column.from [tabindex='0']");
        assertFollows("importance", ".nt-head");
        assertFollows("layers", ".lens-side header");
        assertFollows("beams", ".results .tx");
        assertFollows("cache", "#cache-step");
    }

    /**
     * The keyboard and the pointer move the selection, and this part of the view follows.
     */
    private void assertFollows(String view, String part) {
        this.browser.click(".rail a[data-view=" + view + "]");
        await(view).until(() -> !this.browser.all(StudioTexts.drawn(view)).isEmpty());
        assertThat(this.browser.all("main .statebox")).as(view).isEmpty();
        String before = this.browser.texts(part).toString();

        this.browser.press("#tok500", "ARROW_LEFT");
        this.browser.press("#tok499", "ARROW_LEFT");

        await(view).until(() -> this.browser.url().contains("&t=498"));
        assertThat(this.browser.attributes(CHIPS + ":focus", "data-i")).containsExactly("498");
        await(view).until(() -> !this.browser.texts(part).toString().equals(before));
        this.browser.click("#tok500");
        await(view)
            .until(() -> this.browser.url().contains("&t=500") && this.browser.texts(part).toString().equals(before));
    }

    @Test
    void tokensAreSelectedAndViewsOpenedWhileTheTextGrows() throws IOException {
        try (Brake brake = Brake.onSteps()) {
            this.browser.open("write?p=It+is+a+truth&max_tokens=500&ignore_eos=true");
            this.browser.click("#write");
            await().until(() -> this.browser.all(CHIPS).size() >= 5);

            this.browser.click(CHIPS + ":nth-of-type(3)");
            await().until(() -> this.browser.all(".alt").size() == 10);
            this.browser.click(".rail a[data-view=next]");
            await().until(() -> !this.browser.all(".nt tbody tr").isEmpty());
            this.browser.click(".rail a[data-view=write]");
            await().until(() -> !this.browser.all("#stop").isEmpty());

            assertThat(this.browser.all("#stop:enabled")).isNotEmpty();
            assertThat(this.browser.all(CHIPS)).hasSizeBetween(5, 499);
            brake.release();
            await().until(() -> this.browser.all(CHIPS).size() == 500);
        }
    }

}
