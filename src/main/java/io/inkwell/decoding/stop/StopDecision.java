package io.inkwell.decoding.stop;

import org.jspecify.annotations.Nullable;

import io.inkwell.decoding.TokenBytes;

/**
 * What a token means for its sequence. The byte counts are taken from the end of the
 * text, at the end of a sequence with the bytes that {@link TokenBytes#finish} gives.
 *
 * @param finish why the sequence ends with this token; null if it goes on
 * @param dropsToken whether the token ends the text and is no part of it
 * @param heldBytes how many bytes must not be shown yet, while the sequence goes on
 * @param cutBytes how many bytes are to be taken off when the sequence ends
 * @param stopReason the stop string ({@link String}) or the stop token that the request
 * named ({@link Integer}); null for any other end
 */
public record StopDecision(@Nullable FinishReason finish, boolean dropsToken, int heldBytes, int cutBytes,
        @Nullable Object stopReason) {

    private static final StopDecision GO_ON = new StopDecision(null, false, 0, 0, null);

    private static final StopDecision LENGTH = new StopDecision(FinishReason.LENGTH, false, 0, 0, null);

    public boolean isFinished() {
        return this.finish != null;
    }

    static StopDecision goOn(int heldBytes) {
        return (heldBytes == 0) ? GO_ON : new StopDecision(null, false, heldBytes, 0, null);
    }

    static StopDecision length() {
        return LENGTH;
    }

    static StopDecision stop(boolean dropsToken, int cutBytes, @Nullable Object reason) {
        return new StopDecision(FinishReason.STOP, dropsToken, 0, cutBytes, reason);
    }

}
