package io.inkwell.tokenizer.decoder;

import java.util.function.Consumer;

/**
 * One stage of a decoder: accepts the tokens of a text one by one, and passes on the
 * result as soon as it is final. Confined to one thread.
 */
interface DecoderStage {

    void accept(String token, Consumer<String> next);

    /** Ends the text: passes on what was held back. */
    default void finish(Consumer<String> next) {
    }

    /** Returns an independent copy of the current state. */
    DecoderStage copy();

    /**
     * The result for one token without its neighbors.
     * @param isFirst whether the token starts the text
     */
    String label(String token, boolean isFirst);

}
