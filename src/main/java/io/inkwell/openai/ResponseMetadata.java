package io.inkwell.openai;

/**
 * What all answers to one request begin with.
 *
 * @param created seconds since 1970
 * @param systemFingerprint what an answer depends on beside its request: as long as it
 * stays the same, so does the text of a seed
 */
public record ResponseMetadata(String id, long created, String model, String systemFingerprint) {
}
