package io.inkwell.studio;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;

import io.inkwell.InkwellService;
import io.inkwell.PatientWaits;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Writes the screenshots of the documentation:
 * {@code ./mvnw -Dtest=none -Dsurefire.failIfNoSpecifiedTests=false -Dit.test=StudioScreenshotsIT -Dstudio.screenshots=docs/images verify}.
 */
@InkwellService
@ExtendWith(PatientWaits.class)
class StudioScreenshotsIT {

    private final int port;

    StudioScreenshotsIT(@LocalServerPort int port) {
        this.port = port;
    }

    @ParameterizedTest
    @CsvSource({ "write, light, 1440", "write, dark, 1440", "write, light, 390", "next, light, 1440",
            "next, dark, 1440", "next, light, 390", "attention, light, 1440", "attention, dark, 1440",
            "attention, light, 390", "layers, light, 1440", "layers, dark, 1440", "layers, light, 390" })
    void writesTheScreenshot(String view, String scheme, int width) throws IOException {
        Path folder = Files
            .createDirectories(Path.of(System.getProperty("studio.screenshots", "target/studio-screenshots")));
        try (StudioBrowser browser = StudioBrowser.start(this.port)) {
            browser.resize(width, (width < 500) ? 844 : 900);
            browser.setColorScheme(scheme);
            StudioTexts.show(browser, view);
            if (view.equals("next")) {
                browser.run(
                        "document.activeElement.blur(); for (const [id, value] of Object.entries(arguments[0])) {"
                                + " const slider = document.getElementById(id); slider.value = value;"
                                + " slider.dispatchEvent(new Event('input')); }",
                        java.util.Map.of("nt-temperature", 1.3, "nt-top_k", 14, "nt-top_p", 0.9));
                browser.click("#draw-many");
                browser.run("scrollTo(0, 0)");
            }
            Path file = folder.resolve("studio-" + view + "-" + scheme + "-" + width + ".png");
            Files.write(file, browser.screenshot());
            assertThat(file).isNotEmptyFile();
        }
    }

}
