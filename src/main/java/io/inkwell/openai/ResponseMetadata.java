package io.inkwell.openai;

/**
 * The fields that all responses to one request share.
 *
 * @param created in Unix seconds
 * @param systemFingerprint identifies the build and the backend: while it stays the same,
 * a seed gives the same completion
 */
public record ResponseMetadata(String id, long created, String model, String systemFingerprint) {
}
