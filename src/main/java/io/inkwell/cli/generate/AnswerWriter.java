package io.inkwell.cli.generate;

import io.inkwell.completion.CompletionSummary;
import io.inkwell.completion.EncodedCompletion;

/** A form in which a completion is written while, or after, it is computed. */
interface AnswerWriter {

    /**
     * Computes and writes it.
     * @return what it took
     */
    CompletionSummary write(EncodedCompletion completion);

}
