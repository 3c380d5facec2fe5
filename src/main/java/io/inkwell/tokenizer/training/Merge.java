package io.inkwell.tokenizer.training;

/**
 * A merge of two tokens, spelled in the letters of the byte alphabet.
 *
 * @param first the token on the left
 * @param second the token on the right
 */
public record Merge(String first, String second) {

}
