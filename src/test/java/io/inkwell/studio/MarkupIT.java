package io.inkwell.studio;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.inkwell.studio.browser.MarkupModel;
import io.inkwell.studio.browser.StudioBrowser;
import io.inkwell.studio.browser.StudioService;
import io.inkwell.studio.browser.StudioTexts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Markup in prompts and tokens stays text in each view. */
@StudioService
class MarkupIT {

    private static final String PROMPT = "<script>document.title = 'broken'</script><img src=x onerror=0>";

    private static final List<String> VIEWS = List.of("write", "next", "attention", "importance", "layers", "beams",
            "cache", "learn");

    private final StudioBrowser browser;

    MarkupIT(StudioBrowser browser) {
        this.browser = browser;
    }

    @Test
    void markupStaysText() {
        String prompt = URLEncoder.encode(PROMPT, StandardCharsets.UTF_8);
        this.browser.open("write?m=markup&max_tokens=12&ignore_eos=true&top_k=10&seed=3&p=" + prompt);
        this.browser.click("#write");
        await().until(() -> this.browser.all("#toks .tok").size() == 12 && this.browser.url().contains("&g="));
        assertThat(this.browser.the("#prompt").getText()).isEqualTo(PROMPT);
        this.browser.click("#toks .tok:nth-of-type(6)");

        for (String view : VIEWS) {
            this.browser.click(".rail a[data-view=" + view + "]");
            await(view).until(() -> !this.browser.all(StudioTexts.drawn(view)).isEmpty());
            await(view).until(() -> this.browser.texts("#view").get(0).contains(MarkupModel.MARKUP));
            assertThat(this.browser.all("main img, main script, #tip img, #notes img")).as(view).isEmpty();
            assertThat(this.browser.run("return document.title")).asString().endsWith(" · Inkwell studio");
        }
    }

}
