package io.inkwell.studio;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import javax.imageio.ImageIO;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.inkwell.EmbeddedOfTheJar;
import io.inkwell.studio.browser.StudioBrowser;
import io.inkwell.studio.browser.StudioTexts;
import io.inkwell.studio.browser.TrainPage;
import io.inkwell.studio.browser.TrainingService;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Writes the screenshots of the documentation to {@code docs/images}, or to the folder of
 * the system property {@code studio.screenshots}. No build runs it; it is run with
 * {@code -Dit.test='StudioScreenshots,StudioAnimation'}. Train comes last, because its
 * model is in the menu of the page from then on.
 */
@TrainingService
@EmbeddedOfTheJar
class StudioScreenshots {

    private final StudioBrowser browser;

    StudioScreenshots(StudioBrowser browser) {
        this.browser = browser;
    }

    @ParameterizedTest
    @CsvSource({ "write, light, 1440", "write, dark, 1440", "write, light, 390", "next, light, 1440",
            "attention, light, 1440", "attention, dark, 1440", "attention, light, 390", "importance, light, 1440",
            "layers, light, 1440", "beams, light, 1440", "weights, light, 1440", "cache, light, 1440",
            "metrics, light, 1440", "learn, light, 1440", "train, light, 1440", "train, dark, 1440",
            "train, light, 390" })
    void writesTheScreenshot(String view, String scheme, int width) throws IOException {
        this.browser.resize(width, (width < 500) ? 844 : 900);
        this.browser.setColorScheme(scheme);
        StudioTexts.show(this.browser, view);
        arrange(this.browser, view);
        Path file = file("studio-" + view + "-" + scheme + "-" + width + ".png");
        ImageIO.write(FewColors.of(this.browser.picture()), "png", file.toFile());
        assertThat(file).isNotEmptyFile();
    }

    /** A file of the documentation's pictures. */
    static Path file(String name) throws IOException {
        return Files.createDirectories(Path.of(System.getProperty("studio.screenshots", "docs/images"))).resolve(name);
    }

    private static void arrange(StudioBrowser browser, String view) throws IOException {
        switch (view) {
            case "write" -> branchAndCompare(browser);
            case "next" -> filter(browser);
            case "importance" -> searchNoise(browser);
            case "weights" -> await().until(() -> browser.texts("#weight-value").get(0).startsWith("Row"));
            case "metrics" -> generateFor(browser, 40);
            case "train" -> learnTheFeatures(browser);
            default -> {
            }
        }
        browser.run("document.activeElement.blur(); scrollTo(0, 0)");
        browser.moveAway();
    }

    private static void branchAndCompare(StudioBrowser browser) {
        browser.click("#compare");
        await().until(() -> browser.all(".strategies .figs").size() == 4);
        for (int position : List.of(12, 5)) {
            browser.click("#toks .tok:nth-of-type(" + position + ")");
            browser.click(".alt:not(.chosen)");
            await().until(() -> browser.all("#stop:enabled").isEmpty() && browser.url().contains("&b="));
        }
    }

    private static void filter(StudioBrowser browser) {
        browser.run("""
                for (const [id, value] of Object.entries(arguments[0])) {
                  const slider = document.getElementById(id);
                  slider.value = value;
                  slider.dispatchEvent(new Event('input'));
                }""", Map.of("nt-temperature", 1.3, "nt-top_k", 14, "nt-top_p", 0.9));
        browser.click("#draw-many");
    }

    private static void searchNoise(StudioBrowser browser) {
        await().until(() -> browser.all(".imp-two .shaded").size() == 2);
        browser.click("#noise-run");
        await().until(() -> browser.texts("#noise-run").equals(List.of("Run again")));
    }

    private static void learnTheFeatures(StudioBrowser browser) throws IOException {
        if (browser.all(".jobs tbody tr").isEmpty()) {
            TrainPage page = new TrainPage(browser, Path.of("target"));
            page.upload("docs.txt", Files.readString(Path.of("docs/features.md")));
            page.enter(120, Map.of("learning_rate", "1e-3", "block_size", 128, "log_steps", 2, "eval_steps", 15, "seed",
                    1, "suffix", "docs"));
            page.start();
            page.awaitStatus("succeeded");
            browser.reload();
        }
        browser.click("#sample-prompt");
        browser.the("#sample-prompt").clear();
        browser.the("#sample-prompt").sendKeys("The service");
        browser.click("#sample-run");
        await().until(() -> browser.texts("#sample-run").equals(List.of("Generate"))
                && browser.texts(".samples .run").size() == 2);
    }

    /** Sends requests until the charts have some points. */
    private static void generateFor(StudioBrowser browser, int numPoints) {
        browser.run("""
                const headers = { 'Content-Type': 'application/json' };
                for (const pause of [100, 300, 900]) {
                  const body = JSON.stringify({ prompt: 'It is a truth', max_tokens: 300, ignore_eos: true });
                  const next = () => fetch('v1/completions', { method: 'POST', headers, body })
                    .then((response) => response.text()).then(() => setTimeout(next, pause));
                  next();
                }""");
        await().until(() -> browser.attributes(".multi .chart .ln", "d").get(0).split("L").length >= numPoints);
    }

}
