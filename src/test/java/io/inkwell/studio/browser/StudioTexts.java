package io.inkwell.studio.browser;

import static org.awaitility.Awaitility.await;

/** Texts of the studio that tests look at. */
public final class StudioTexts {

    private StudioTexts() {
    }

    /** Opens a view with a completion of the first visit, and waits until it is drawn. */
    public static void show(StudioBrowser browser, String view) {
        browser.open("write?p=Mr.+Darcy+looked+at+Elizabeth,+and&seed=13&max_tokens=26");
        browser.click("#write");
        await().until(() -> browser.all("#toks .tok").size() > 5 && browser.all("#stop:enabled").isEmpty()
                && browser.url().contains("&g="));
        browser.click("#toks .tok:nth-of-type(5)");
        if (!view.equals("write")) {
            browser.click(".rail a[data-view=" + view + "]");
            await(view).until(() -> !browser.all(drawn(view)).isEmpty());
        }
    }

    /** Selects what a view shows when it is drawn, and no longer waits for a response. */
    public static String drawn(String view) {
        return switch (view) {
            case "write" -> ".alt";
            case "next" -> ".nt tbody tr";
            case "attention" -> ".att-moved-table button";
            case "importance" -> ".imp-two:has(section:first-of-type .shaded) section:last-of-type .shaded";
            case "layers" -> ".lens tbody tr";
            case "beams" -> ".results li";
            case "weights" -> ".heat";
            case "cache" -> "#view .figs dt";
            case "train" -> "#view :is(.train:not([hidden]), .statebox)";
            case "metrics" -> ".multi .chart";
            case "learn" -> ".flow li";
            default -> throw new IllegalArgumentException(view);
        };
    }

}
