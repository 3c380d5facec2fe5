package io.inkwell.studio;

import java.util.Map;
import java.util.Objects;

import static org.awaitility.Awaitility.await;

/** Texts of the studio that tests look at. */
final class StudioTexts {

    /** What each view shows when it is drawn. */
    private static final Map<String, String> DRAWN = Map.of("next", ".nt tbody tr", "attention", ".matrix", "layers",
            ".lens tbody tr", "beams", ".results li", "importance", ".imp-two section:nth-of-type(2) .shaded",
            "weights", ".heat", "cache", ".stair", "metrics", ".multi .chart");

    private StudioTexts() {
    }

    /** Opens a view with a completion of the first visit, and waits until it is drawn. */
    static void show(StudioBrowser browser, String view) {
        browser.open("write?p=Mr.+Darcy+looked+at+Elizabeth,+and&seed=13&max_tokens=26");
        browser.click("#write");
        await().until(() -> browser.all("#toks .tok").size() > 5 && browser.all("#stop:enabled").isEmpty()
                && browser.url().contains("&g="));
        browser.click("#toks .tok:nth-of-type(5)");
        if (!view.equals("write")) {
            browser.click(".rail a[data-view=" + view + "]");
            String drawn = Objects.requireNonNull(DRAWN.get(view), view);
            await(view).until(() -> !browser.all(drawn).isEmpty());
        }
    }

}
