package io.inkwell.decoding.search;

/**
 * A continuation of a sequence by one token.
 *
 * @param parent the index of the branch of the previous step that it extends
 * @param tokenId the token that it appends
 */
public record Branch(int parent, int tokenId) {
}
