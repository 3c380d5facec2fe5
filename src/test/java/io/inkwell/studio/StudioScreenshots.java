package io.inkwell.studio;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;

import io.inkwell.InkwellService;
import io.inkwell.PatientWaits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Writes the screenshots of the documentation to {@code docs/images}, or to the folder of
 * the system property {@code studio.screenshots}. No build runs it; it is run with
 * {@code -Dit.test=StudioScreenshots}.
 */
@InkwellService
@ExtendWith(PatientWaits.class)
class StudioScreenshots {

    private final int port;

    StudioScreenshots(@LocalServerPort int port) {
        this.port = port;
    }

    @ParameterizedTest
    @CsvSource({ "write, light, 1440", "write, dark, 1440", "write, light, 390", "next, light, 1440",
            "next, dark, 1440", "next, light, 390", "attention, light, 1440", "attention, dark, 1440",
            "attention, light, 390", "layers, light, 1440", "layers, dark, 1440", "layers, light, 390",
            "importance, light, 1440", "importance, dark, 1440", "importance, light, 390", "beams, light, 1440",
            "beams, dark, 1440", "beams, light, 390", "weights, light, 1440", "weights, dark, 1440",
            "weights, light, 390", "cache, light, 1440", "cache, dark, 1440", "cache, light, 390",
            "metrics, light, 1440", "metrics, dark, 1440", "metrics, light, 390", "learn, light, 1440",
            "learn, dark, 1440", "learn, light, 390" })
    void writesTheScreenshot(String view, String scheme, int width) throws IOException {
        Path folder = Files.createDirectories(Path.of(System.getProperty("studio.screenshots", "docs/images")));
        try (StudioBrowser browser = StudioBrowser.start(this.port)) {
            browser.resize(width, (width < 500) ? 844 : 900);
            browser.setColorScheme(scheme);
            StudioTexts.show(browser, view);
            arrange(browser, view);
            Path file = folder.resolve("studio-" + view + "-" + scheme + "-" + width + ".png");
            Files.write(file, browser.screenshot());
            assertThat(file).isNotEmptyFile();
        }
    }

    private static void arrange(StudioBrowser browser, String view) {
        if (view.equals("write")) {
            browser.click("#compare");
            await().until(() -> browser.all(".strategies .figs").size() == 4);
            for (int position : List.of(12, 5)) {
                browser.click("#toks .tok:nth-of-type(" + position + ")");
                browser.click(".alt:not(.chosen)");
                await().until(() -> browser.all("#stop:enabled").isEmpty() && browser.url().contains("&b="));
            }
        }
        else if (view.equals("next")) {
            browser.run("""
                    for (const [id, value] of Object.entries(arguments[0])) {
                      const slider = document.getElementById(id);
                      slider.value = value;
                      slider.dispatchEvent(new Event('input'));
                    }""", Map.of("nt-temperature", 1.3, "nt-top_k", 14, "nt-top_p", 0.9));
            browser.click("#draw-many");
        }
        browser.run("document.activeElement.blur(); scrollTo(0, 0)");
    }

}
