package io.inkwell.tokenizer.decoder;

import java.util.function.Consumer;

/**
 * One stage of a tokenizer's decoder: takes the tokens of a text one after another, and
 * passes on what becomes of them as soon as it is certain. Confined to one thread.
 */
interface DecoderStage {

    void accept(String token, Consumer<String> next);

    /** Ends the text: passes on what was kept back. */
    default void finish(Consumer<String> next) {
    }

    /** The same state, to continue separately. */
    DecoderStage copy();

    /**
     * What the stage makes of one token, apart from the tokens around it.
     * @param isFirst whether it begins the text
     */
    String label(String token, boolean isFirst);

}
