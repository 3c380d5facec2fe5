package io.inkwell.studio;

import java.io.IOException;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

import io.inkwell.studio.browser.Axe;
import io.inkwell.studio.browser.StudioBrowser;
import io.inkwell.studio.browser.StudioTexts;
import io.inkwell.studio.browser.ViewTest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Every view is accessible, in light and dark, and fits a phone. */
@ViewTest
class StudioAccessibilityIT {

    private static final List<String> VIEWS = List.of("write", "next", "attention", "layers", "importance", "beams",
            "weights", "cache", "train", "metrics", "learn");

    private final StudioBrowser browser;

    StudioAccessibilityIT(StudioBrowser browser) {
        this.browser = browser;
    }

    @ParameterizedTest
    @FieldSource("VIEWS")
    void axeFindsNothingSerious(String view) throws IOException {
        StudioTexts.show(this.browser, view);

        Axe.assertNothingSerious(this.browser);
    }

    @Test
    void phonesNeedNoSidewaysScroll() {
        this.browser.resize(390, 844);
        StudioTexts.show(this.browser, "write");

        for (String view : VIEWS) {
            open(view);
            assertThat((Boolean) this.browser
                .run("return document.documentElement.scrollWidth <= document.documentElement.clientWidth")).as(view)
                .isTrue();
        }
    }

    @Test
    void keyboardReachesTheTextAndTheView() {
        StudioTexts.show(this.browser, "write");

        for (String view : List.of("write", "next", "attention", "layers", "importance", "beams", "cache")) {
            open(view);
            this.browser.run("document.querySelector('#toks .tok[tabindex=\"0\"]').focus()");
            String before = this.browser.url();
            this.browser.press("#toks .tok:focus", "ARROW_RIGHT");

            await(view).until(() -> !this.browser.url().equals(before));
            assertThat(this.browser.attributes("#toks .tok:focus", "aria-selected")).as(view).containsExactly("true");
        }
    }

    private void open(String view) {
        this.browser.click(".rail a[data-view=" + view + "]");
        await(view).until(() -> !this.browser.all(StudioTexts.drawn(view)).isEmpty());
    }

}
