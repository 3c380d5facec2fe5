package io.inkwell.explanation;

/** A JSON response that its computation has already serialized. */
public record SerializedJson(byte[] bytes) {
}
