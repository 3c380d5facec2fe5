package io.inkwell.decoding.search;

/**
 * One way to go on.
 *
 * @param parent the index of the branch, among those of the step before, that it goes on
 * from
 * @param tokenId what it adds to that
 */
public record Branch(int parent, int tokenId) {
}
