package io.inkwell.decoding.stop;

import org.jspecify.annotations.Nullable;

import io.inkwell.decoding.TokenBytes;

/**
 * The effect of a token on its sequence. Byte counts are measured from the end of the
 * text; at the end of a sequence this includes the bytes that {@link TokenBytes#finish}
 * returns.
 *
 * @param finish why the sequence ends with this token; null if it continues
 * @param dropsToken whether the token ends the sequence and is not part of its text
 * @param heldBytes the number of bytes that must not be shown yet, while the sequence
 * continues
 * @param cutBytes the number of bytes to remove when the sequence ends
 * @param stopReason the matched stop string ({@link String}) or the stop token of the
 * request ({@link Integer}); null otherwise
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
