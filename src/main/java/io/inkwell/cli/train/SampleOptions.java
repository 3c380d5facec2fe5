package io.inkwell.cli.train;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.inkwell.training.data.TrainingText;

/**
 * Which samples to take.
 *
 * @param prompts empty for the start of the held-out text
 * @param maxTokens the tokens of a sample; 0 for no samples
 */
record SampleOptions(List<String> prompts, Path heldOut, int maxTokens) {

    private static final Pattern FIRST_WORDS = Pattern.compile("\\s*(\\S+(?:\\s+\\S+){0,11})");

    private static final int START_CHARS = 300;

    SampleOptions {
        prompts = List.copyOf(prompts);
    }

    /** The given prompts, or the first twelve words of the held-out text. */
    List<String> read() throws IOException {
        if (!this.prompts.isEmpty()) {
            return this.prompts;
        }
        Matcher words = FIRST_WORDS.matcher(TrainingText.start(this.heldOut, START_CHARS));
        return words.lookingAt() ? List.of(words.group(1)) : List.of();
    }

}
