package io.inkwell.cli.generate;

import io.inkwell.completion.CompletionSummary;
import io.inkwell.completion.EncodedCompletion;

/** An output format that writes a completion during or after generation. */
interface CompletionOutput {

    /**
     * Generates and writes the completion.
     * @return its timings
     */
    CompletionSummary write(EncodedCompletion completion);

}
