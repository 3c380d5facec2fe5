package io.inkwell.tokenizer.training;

/** Receives words as ranges of a text. */
@FunctionalInterface
interface WordConsumer {

    void accept(byte[] text, int from, int to);

}
