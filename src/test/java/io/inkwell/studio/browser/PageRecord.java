package io.inkwell.studio.browser;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.openqa.selenium.OutputType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.logging.LogType;

/** What a page shows, and what it wrote to the console. */
record PageRecord(ChromeDriver driver) {

    /** Writes a PNG file and a text file. */
    void write(Path folder, String name) throws IOException {
        Files.createDirectories(folder);
        Files.write(folder.resolve(name + ".png"), this.driver.getScreenshotAs(OutputType.BYTES));
        List<String> console = Stream
            .concat(Stream.of(this.driver.getCurrentUrl()),
                    this.driver.manage().logs().get(LogType.BROWSER).getAll().stream().map(Object::toString))
            .toList();
        Files.write(folder.resolve(name + ".txt"), console);
    }

}
