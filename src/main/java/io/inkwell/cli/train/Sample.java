package io.inkwell.cli.train;

import org.jspecify.annotations.Nullable;

/**
 * Completions of a prompt by the model before and after training.
 *
 * @param decoding how the tokens were chosen
 * @param before null for a model from scratch, which knew nothing
 */
record Sample(String prompt, String decoding, @Nullable String before, String after) {

    /** The text, or a word that stands for one of white space only. */
    static String visible(String text) {
        return text.isBlank() ? "(blank)" : text;
    }

}
