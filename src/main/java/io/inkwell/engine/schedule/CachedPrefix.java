package io.inkwell.engine.schedule;

/**
 * The first tokens of a prompt, in a slot that holds their keys and values.
 */
record CachedPrefix(int slot, int numTokens) {
}
