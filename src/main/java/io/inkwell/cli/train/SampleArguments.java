package io.inkwell.cli.train;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import picocli.CommandLine.Option;

import io.inkwell.error.ServiceException;

/** Options for the samples of the model before and after the run. */
final class SampleArguments {

    private static final int DEFAULT_TOKENS = 40;

    @Option(names = "--sample-prompt", paramLabel = "<text>", arity = "1",
            description = "Prompt to complete before and after training; repeatable. "
                    + "Default: the start of the held-out text.")
    private List<String> prompts = List.of();

    @Option(names = "--sample-tokens", paramLabel = "<n>",
            description = "Tokens in a sample; 0 for no samples. Default: " + DEFAULT_TOKENS + ".")
    private int maxTokens = DEFAULT_TOKENS;

    /**
     * @param heldOut the text whose first twelve words are the default prompt
     * @throws ServiceException if an option is invalid
     * @throws IOException if the text cannot be read
     */
    SampleOptions options(Path heldOut) throws IOException {
        ServiceException.require(this.maxTokens >= 0, "--sample-tokens", "at least 0", this.maxTokens);
        return SampleOptions.of(this.prompts, heldOut, this.maxTokens);
    }

}
