package io.inkwell.studio.browser;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;

import javax.imageio.ImageIO;

import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.interactions.Actions;

import static org.awaitility.Awaitility.await;

/** A browser with the studio open, as a person uses it. */
public final class StudioBrowser {

    private final ChromeDriver driver;

    private final String root;

    private StudioBrowser(ChromeDriver driver, int port) {
        this.driver = driver;
        this.root = "http://localhost:" + port + "/";
    }

    /** Replaces all tabs by a new one of 1440 by 900 pixels. */
    static StudioBrowser inNewTab(Chromium chromium, int port) {
        ChromeDriver driver = chromium.driver();
        Set<String> old = driver.getWindowHandles();
        driver.switchTo().newWindow(WindowType.TAB);
        String tab = driver.getWindowHandle();
        old.forEach((each) -> driver.switchTo().window(each).close());
        driver.switchTo().window(tab);
        // The theme of the page is kept for all tabs.
        driver.executeCdpCommand("Storage.clearDataForOrigin",
                Map.of("origin", "http://localhost:" + port, "storageTypes", "local_storage"));
        StudioBrowser browser = new StudioBrowser(driver, port);
        browser.resize(1440, 900);
        return browser;
    }

    /** The same tab, with the service at another port. */
    public StudioBrowser at(int port) {
        return new StudioBrowser(this.driver, port);
    }

    /** Opens another tab, which does not know the present one, and changes to it. */
    public void newTab() {
        this.driver.switchTo().newWindow(WindowType.TAB);
        resize(1440, 900);
    }

    /** The present tab. */
    public String tab() {
        return this.driver.getWindowHandle();
    }

    public void changeTo(String tab) {
        this.driver.switchTo().window(tab);
    }

    /** Opens a view; the fragment begins after {@code #/}. */
    public void open(String fragment) {
        this.driver.get("about:blank");
        this.driver.get(this.root + "#/" + fragment);
    }

    public String url() {
        return this.driver.getCurrentUrl();
    }

    public void reload() {
        this.driver.navigate().refresh();
    }

    public void back() {
        this.driver.navigate().back();
    }

    /** The element, as soon as it is there. */
    public WebElement the(String selector) {
        await(selector).until(() -> !all(selector).isEmpty());
        return all(selector).get(0);
    }

    public List<WebElement> all(String selector) {
        return this.driver.findElements(By.cssSelector(selector));
    }

    /** The texts of the elements, all from one moment. */
    public List<String> texts(String selector) {
        return strings("return [...document.querySelectorAll(arguments[0])].map((e) => e.textContent)", selector);
    }

    /** An attribute of the elements, all from one moment. */
    public List<String> attributes(String selector, String name) {
        return strings("return [...document.querySelectorAll(arguments[0])].map((e) => e.getAttribute(arguments[1]))",
                selector, name);
    }

    @SuppressWarnings("unchecked")
    private List<String> strings(String script, Object... args) {
        return (List<String>) run(script, args);
    }

    /** Clicks an element as soon as it can be clicked. */
    public void click(String selector) {
        await(selector).ignoreExceptions().until(() -> {
            WebElement element = the(selector);
            run("arguments[0].scrollIntoView({ block: 'center' })", element);
            element.click();
            return true;
        });
    }

    /** Moves the pointer to an element. */
    public void point(String selector) {
        new Actions(this.driver).moveToElement(the(selector)).perform();
    }

    /** Moves the pointer to the corner, where the page ignores it. */
    public void moveAway() {
        this.driver.executeCdpCommand("Input.dispatchMouseEvent", Map.of("type", "mouseMoved", "x", 1, "y", 1));
    }

    /** Presses a key of {@link Keys} in an element. */
    public void press(String selector, String key) {
        the(selector).sendKeys(Keys.valueOf(key));
    }

    /** Types keys where the focus is. */
    public void type(CharSequence keys) {
        new Actions(this.driver).sendKeys(keys).perform();
    }

    /** Runs JavaScript in the page. */
    public Object run(String script, Object... args) {
        return this.driver.executeScript(script, args);
    }

    /** Runs JavaScript that calls its last argument with the result. */
    public Object runAsync(String script, Object... args) {
        return this.driver.executeAsyncScript(script, args);
    }

    public void resize(int width, int height) {
        resize(width, height, (width < 500) ? 2 : 1);
    }

    /**
     * Sets the size of the window in CSS pixels, and the pixels of a screenshot for each.
     */
    public void resize(int width, int height, double scale) {
        this.driver.executeCdpCommand("Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", scale, "mobile", false));
    }

    /** Emulates the color scheme of the system, and reduced motion. */
    public void setColorScheme(String scheme) {
        this.driver.executeCdpCommand("Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme),
                        Map.of("name", "prefers-reduced-motion", "value", "reduce"))));
    }

    /** The text that the page has put on the clipboard. */
    public String clipboard() {
        this.driver.executeCdpCommand("Browser.grantPermissions",
                Map.of("origin", this.root, "permissions", List.of("clipboardReadWrite", "clipboardSanitizedWrite")));
        return (String) runAsync("navigator.clipboard.readText().then(arguments[arguments.length - 1])");
    }

    /** Fails requests of these URLs, which may contain *. */
    public void block(String... urls) {
        this.driver.executeCdpCommand("Network.enable", Map.of());
        this.driver.executeCdpCommand("Network.setBlockedURLs", Map.of("urls", List.of(urls)));
    }

    /** A screenshot of the window. */
    public BufferedImage picture() throws IOException {
        return ImageIO.read(new ByteArrayInputStream(this.driver.getScreenshotAs(OutputType.BYTES)));
    }

}
