package io.inkwell.model.checkpoint;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A JSON file next to weights, of bounded size. */
public final class JsonFile {

    private static final int MAX_BYTES = 16 << 20;

    private JsonFile() {
    }

    /**
     * Reads the bytes of a file.
     * @throws CheckpointException if it is missing, not a regular file, or too large
     */
    public static byte[] read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new CheckpointException(file.toString(), Files.exists(file) ? "is not a file" : "does not exist");
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] json = in.readNBytes(MAX_BYTES + 1);
            if (json.length > MAX_BYTES) {
                throw new CheckpointException(file.toString(), "must be at most " + MAX_BYTES + " bytes");
            }
            return json;
        }
    }

}
