package io.inkwell.bench;

import org.jspecify.annotations.Nullable;

/**
 * A model as a server lists it.
 *
 * @param maxLength how many tokens prompt and output may have together, if the server
 * tells
 */
public record ServedModel(String id, @Nullable Integer maxLength) {
}
