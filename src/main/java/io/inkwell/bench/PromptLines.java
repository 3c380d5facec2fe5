package io.inkwell.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.inkwell.error.ServiceException;

/** Cycles through the lines of a file. */
public final class PromptLines implements PromptSource {

    private final List<String> lines;

    private int next;

    private PromptLines(List<String> lines) {
        this.lines = lines;
    }

    /** Reads a UTF-8 file and skips blank lines. */
    public static PromptLines read(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file).stream().filter((line) -> !line.isBlank()).toList();
        ServiceException.require(!lines.isEmpty(), "--prompts", "a file with one prompt per line", file);
        return new PromptLines(lines);
    }

    @Override
    public LoadPrompt next() {
        return new LoadPrompt.Text(this.lines.get(this.next++ % this.lines.size()));
    }

}
