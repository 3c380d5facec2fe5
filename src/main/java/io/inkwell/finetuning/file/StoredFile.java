package io.inkwell.finetuning.file;

import java.time.Instant;

/**
 * A file.
 *
 * @param filename the name that the client gave it; never a path of this machine
 * @param ending the ending of its content's name, which decides the format: {@code .txt}
 */
public record StoredFile(String id, String filename, String ending, FilePurpose purpose, long bytes,
        Instant createdAt) {
}
