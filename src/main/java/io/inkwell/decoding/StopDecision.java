package io.inkwell.decoding;

import org.jspecify.annotations.Nullable;

/**
 * What a token means for its sequence. The byte counts are taken from the end of the text
 * with this token's bytes in it, the last token's like any other's.
 *
 * @param finish why the sequence ends with this token; null if it goes on
 * @param heldBytes how many bytes must not be shown yet, or ever: at the end the same as
 * {@code cutBytes}
 * @param cutBytes how many bytes are to be taken off when the sequence ends
 * @param stopReason the stop string ({@link String}) or the stop token that the request
 * named ({@link Integer}); null for any other end
 */
public record StopDecision(@Nullable FinishReason finish, int heldBytes, int cutBytes, @Nullable Object stopReason) {

    private static final StopDecision GO_ON = new StopDecision(null, 0, 0, null);

    private static final StopDecision LENGTH = new StopDecision(FinishReason.LENGTH, 0, 0, null);

    public boolean isFinished() {
        return this.finish != null;
    }

    static StopDecision goOn(int heldBytes) {
        return (heldBytes == 0) ? GO_ON : new StopDecision(null, heldBytes, 0, null);
    }

    static StopDecision length() {
        return LENGTH;
    }

    static StopDecision stop(int cutBytes, @Nullable Object reason) {
        return new StopDecision(FinishReason.STOP, cutBytes, cutBytes, reason);
    }

}
