package io.inkwell.studio;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import javax.imageio.ImageIO;

import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

/**
 * Chromium with the studio open. Uses Debian's packages {@code chromium} and
 * {@code chromium-driver}; tests are skipped without them.
 */
final class StudioBrowser implements AutoCloseable {

    private static final List<Path> FOLDERS = List.of(Path.of("/usr/bin"), Path.of("/usr/local/bin"));

    private final ChromeDriver driver;

    private final String root;

    private StudioBrowser(ChromeDriver driver, int port) {
        this.driver = driver;
        this.root = "http://localhost:" + port + "/";
    }

    /** Starts the browser with a window of 1440 by 900 pixels. */
    static StudioBrowser start(int port) {
        Optional<Path> chromium = find("chromium", "google-chrome");
        Optional<Path> chromedriver = find("chromedriver");
        assumeThat(chromium).as("chromium is installed").isPresent();
        assumeThat(chromedriver).as("chromedriver is installed").isPresent();
        ChromeOptions options = new ChromeOptions();
        options.setBinary(chromium.get().toString());
        options.addArguments("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
                "--disable-background-networking", "--no-first-run", "--hide-scrollbars", "--window-size=1440,900");
        ChromeDriverService service = new ChromeDriverService.Builder()
            .usingDriverExecutable(chromedriver.get().toFile())
            .build();
        StudioBrowser browser = new StudioBrowser(new ChromeDriver(service, options), port);
        browser.resize(1440, 900);
        return browser;
    }

    private static Optional<Path> find(String... names) {
        return Stream.of(names)
            .flatMap((name) -> FOLDERS.stream().map((folder) -> folder.resolve(name)))
            .filter(Files::isExecutable)
            .findFirst();
    }

    /** Opens a view; the fragment begins after {@code #/}. */
    void open(String fragment) {
        this.driver.get("about:blank");
        this.driver.get(this.root + "#/" + fragment);
    }

    String url() {
        return this.driver.getCurrentUrl();
    }

    void reload() {
        this.driver.navigate().refresh();
    }

    void back() {
        this.driver.navigate().back();
    }

    /** The element, as soon as it is there. */
    WebElement the(String selector) {
        await(selector).until(() -> !all(selector).isEmpty());
        return all(selector).get(0);
    }

    List<WebElement> all(String selector) {
        return this.driver.findElements(By.cssSelector(selector));
    }

    /** The texts of the elements, all from one moment. */
    List<String> texts(String selector) {
        return strings("return [...document.querySelectorAll(arguments[0])].map((e) => e.textContent)", selector);
    }

    /** An attribute of the elements, all from one moment. */
    List<String> attributes(String selector, String name) {
        return strings("return [...document.querySelectorAll(arguments[0])].map((e) => e.getAttribute(arguments[1]))",
                selector, name);
    }

    @SuppressWarnings("unchecked")
    private List<String> strings(String script, Object... args) {
        return (List<String>) run(script, args);
    }

    /** Clicks an element as soon as it can be clicked. */
    void click(String selector) {
        await(selector).ignoreExceptions().until(() -> {
            WebElement element = the(selector);
            run("arguments[0].scrollIntoView({ block: 'center' })", element);
            element.click();
            return true;
        });
    }

    /** Moves the pointer to the corner, where the page ignores it. */
    void moveAway() {
        this.driver.executeCdpCommand("Input.dispatchMouseEvent", Map.of("type", "mouseMoved", "x", 1, "y", 1));
    }

    /** Presses a key of {@link Keys} in an element. */
    void press(String selector, String key) {
        the(selector).sendKeys(Keys.valueOf(key));
    }

    /** Runs JavaScript in the page. */
    Object run(String script, Object... args) {
        return this.driver.executeScript(script, args);
    }

    /** Runs JavaScript that calls its last argument with the result. */
    Object runAsync(String script, Object... args) {
        return this.driver.executeAsyncScript(script, args);
    }

    void resize(int width, int height) {
        resize(width, height, (width < 500) ? 2 : 1);
    }

    /**
     * Sets the size of the window in CSS pixels, and the pixels of a screenshot for each.
     */
    void resize(int width, int height, double scale) {
        this.driver.executeCdpCommand("Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", scale, "mobile", false));
    }

    /** Emulates the color scheme of the system, and reduced motion. */
    void setColorScheme(String scheme) {
        this.driver.executeCdpCommand("Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme),
                        Map.of("name", "prefers-reduced-motion", "value", "reduce"))));
    }

    /** Fails requests of these URLs, which may contain *. */
    void block(String... urls) {
        this.driver.executeCdpCommand("Network.enable", Map.of());
        this.driver.executeCdpCommand("Network.setBlockedURLs", Map.of("urls", List.of(urls)));
    }

    /** A screenshot of the window. */
    BufferedImage picture() throws IOException {
        return ImageIO.read(new ByteArrayInputStream(this.driver.getScreenshotAs(OutputType.BYTES)));
    }

    @Override
    public void close() {
        this.driver.quit();
    }

}
