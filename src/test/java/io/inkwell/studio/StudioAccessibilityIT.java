package io.inkwell.studio;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

import io.inkwell.InkwellService;
import io.inkwell.PatientWaits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Every view is accessible, in light and dark, and fits a phone. */
@InkwellService
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(PatientWaits.class)
class StudioAccessibilityIT {

    private static final String AXE = """
            const done = arguments[arguments.length - 1];
            axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'best-practice'] })
              .then((found) => done(found.violations
                .filter((each) => ['serious', 'critical'].includes(each.impact))
                .map((each) => each.id + ': ' + each.nodes.map((node) => node.html).join(' | '))));
            """;

    private final int port;

    @AutoClose
    private StudioBrowser browser;

    StudioAccessibilityIT(@LocalServerPort int port) {
        this.port = port;
    }

    @BeforeAll
    void startBrowser() {
        this.browser = StudioBrowser.start(this.port);
    }

    @ParameterizedTest
    @CsvSource({ "write, light", "write, dark", "next, light", "next, dark", "attention, light", "attention, dark",
            "layers, light", "layers, dark", "importance, light", "importance, dark", "beams, light", "beams, dark",
            "weights, light", "weights, dark", "cache, light", "cache, dark", "metrics, light", "metrics, dark",
            "learn, light", "learn, dark" })
    void axeFindsNothingSerious(String view, String scheme) throws IOException {
        this.browser.resize(1440, 900);
        this.browser.setColorScheme(scheme);
        StudioTexts.show(this.browser, view);

        this.browser.run(axe());

        assertThat((List<?>) this.browser.runAsync(AXE)).isEmpty();
    }

    private static String axe() throws IOException {
        try (InputStream script = StudioAccessibilityIT.class.getResourceAsStream("/axe.min.js")) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "write", "next", "attention", "layers", "importance", "beams", "weights", "cache",
            "metrics", "learn" })
    void phonesNeedNoSidewaysScroll(String view) {
        this.browser.resize(390, 844);
        StudioTexts.show(this.browser, view);

        assertThat((Boolean) this.browser
            .run("return document.documentElement.scrollWidth <= document.documentElement.clientWidth")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = { "write", "next", "attention", "layers", "importance", "beams", "cache" })
    void keyboardReachesTheTextAndTheView(String view) {
        this.browser.resize(1440, 900);
        StudioTexts.show(this.browser, view);

        this.browser.run("document.querySelector('#toks .tok[tabindex=\"0\"]').focus()");
        String before = this.browser.url();
        this.browser.press("#toks .tok:focus", "ARROW_RIGHT");

        await().until(() -> !this.browser.url().equals(before));
        assertThat(this.browser.attributes("#toks .tok:focus", "aria-selected")).containsExactly("true");
    }

}
