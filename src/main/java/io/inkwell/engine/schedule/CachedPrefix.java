package io.inkwell.engine.schedule;

/**
 * A prefix of a prompt whose keys and values a slot holds.
 */
record CachedPrefix(int slot, int numTokens) {
}
