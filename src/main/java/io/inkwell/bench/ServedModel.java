package io.inkwell.bench;

import org.jspecify.annotations.Nullable;

/**
 * A model in a server's listing.
 *
 * @param maxLength context length in tokens, if the server reports it
 */
public record ServedModel(String id, @Nullable Integer maxLength) {
}
