package io.inkwell.studio.browser;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Checks the page that a browser shows with axe-core, in light and dark. */
public final class Axe {

    private static final List<String> RULES = List.of("wcag2a", "wcag2aa", "wcag21aa", "best-practice");

    /** The rules whose result depends on colors. */
    private static final List<String> COLOR_RULES = List.of("color-contrast", "link-in-text-block");

    private static final String FIND = """
            const done = arguments[arguments.length - 1];
            axe.run(document, { runOnly: arguments[0] })
              .then((found) => done(found.violations
                .filter((each) => ['serious', 'critical'].includes(each.impact))
                .map((each) => each.id + ': ' + each.nodes.map((node) => node.html).join(' | '))));
            """;

    private static final Duration SETTLING = Duration.ofSeconds(30);

    private Axe() {
    }

    /** Fails if there is a serious fault. */
    public static void assertNothingSerious(StudioBrowser browser) throws IOException {
        browser.run(script());
        assertNothingFound(browser, "light", RULES);
        assertNothingFound(browser, "dark", COLOR_RULES);
    }

    private static void assertNothingFound(StudioBrowser browser, String scheme, List<String> rules) {
        browser.setColorScheme(scheme);
        await().until(() -> !browser.texts("#theme").get(0).equalsIgnoreCase(scheme));
        // The colors of a theme arrive over several frames.
        await().atMost(SETTLING)
            .untilAsserted(() -> assertThat((List<?>) browser.runAsync(FIND, rules)).as(scheme).isEmpty());
    }

    private static String script() throws IOException {
        try (InputStream script = Axe.class.getResourceAsStream("/axe.min.js")) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

}
