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
 * @param maxTokens the tokens of a sample; 0 for no samples
 */
record SampleOptions(List<String> prompts, int maxTokens) {

    private static final Pattern FIRST_WORDS = Pattern.compile("\\s*(\\S+(?:\\s+\\S+){0,11})");

    private static final int START_CHARS = 300;

    SampleOptions {
        prompts = List.copyOf(prompts);
    }

    /**
     * @param prompts empty for the first twelve words of the held-out text
     * @throws IOException if that text cannot be read
     */
    static SampleOptions of(List<String> prompts, Path heldOut, int maxTokens) throws IOException {
        boolean needsText = prompts.isEmpty() && maxTokens > 0;
        return new SampleOptions(needsText ? start(heldOut) : prompts, maxTokens);
    }

    private static List<String> start(Path text) throws IOException {
        Matcher words = FIRST_WORDS.matcher(TrainingText.start(text, START_CHARS));
        return words.lookingAt() ? List.of(words.group(1)) : List.of();
    }

}
