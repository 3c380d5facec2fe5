package io.inkwell.studio.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.FileSystemUtils;

/** Empties the folder of files and jobs before the service starts. */
class TrainingFolder implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    static final String FOLDER = "target/studio-fine-tuning${test.fork:}";

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        Path folder = Path.of(context.getEnvironment().resolvePlaceholders(FOLDER));
        try {
            FileSystemUtils.deleteRecursively(folder);
            Files.createDirectories(folder);
        }
        catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

}
