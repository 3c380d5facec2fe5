package io.inkwell.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.inkwell.error.ServiceException;

/** The lines of a file in their order, again and again. */
public final class PromptLines implements PromptSource {

    private final List<String> lines;

    private int next;

    private PromptLines(List<String> lines) {
        this.lines = lines;
    }

    /** Reads a file in UTF-8, of which blank lines do not count. */
    public static PromptLines read(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file).stream().filter((line) -> !line.isBlank()).toList();
        ServiceException.require(!lines.isEmpty(), "--prompts", "a file with a prompt in each line", file);
        return new PromptLines(lines);
    }

    @Override
    public LoadPrompt next() {
        return new LoadPrompt.Text(this.lines.get(this.next++ % this.lines.size()));
    }

}
