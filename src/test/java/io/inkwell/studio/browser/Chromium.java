package io.inkwell.studio.browser;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

/**
 * Debian's packages {@code chromium} and {@code chromium-driver}, or a Chrome at their
 * place.
 */
final class Chromium implements AutoCloseable {

    private static final List<Path> FOLDERS = List.of(Path.of("/usr/bin"), Path.of("/usr/local/bin"));

    private final ChromeDriver driver;

    private Chromium(ChromeDriver driver) {
        this.driver = driver;
    }

    static boolean isInstalled() {
        return browser().isPresent() && chromedriver().isPresent();
    }

    private static Optional<Path> browser() {
        return find("chromium", "google-chrome");
    }

    private static Optional<Path> chromedriver() {
        return find("chromedriver");
    }

    private static Optional<Path> find(String... names) {
        return Stream.of(names)
            .flatMap((name) -> FOLDERS.stream().map((folder) -> folder.resolve(name)))
            .filter(Files::isExecutable)
            .findFirst();
    }

    static Chromium start() {
        ChromeOptions options = new ChromeOptions();
        options.setBinary(browser().orElseThrow().toString());
        options.addArguments("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
                "--disable-background-networking", "--no-first-run", "--hide-scrollbars", "--window-size=1440,900");
        options.setCapability("goog:loggingPrefs", Map.of("browser", "ALL"));
        ChromeDriverService service = new ChromeDriverService.Builder()
            .usingDriverExecutable(chromedriver().orElseThrow().toFile())
            .build();
        return new Chromium(new ChromeDriver(service, options));
    }

    ChromeDriver driver() {
        return this.driver;
    }

    @Override
    public void close() {
        this.driver.quit();
    }

}
