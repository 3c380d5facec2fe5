package io.inkwell.cli.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.springframework.util.FileSystemUtils;

/** A folder that is deleted when it is closed. */
record TemporaryFolder(Path path) implements AutoCloseable {

    static TemporaryFolder create() throws IOException {
        return new TemporaryFolder(Files.createTempDirectory("inkwell-train"));
    }

    @Override
    public void close() throws IOException {
        FileSystemUtils.deleteRecursively(this.path);
    }

}
