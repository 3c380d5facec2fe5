package io.inkwell.decoding;

import org.jspecify.annotations.Nullable;

/**
 * What a token means for the sequence that it was appended to.
 *
 * @param finish null if the sequence goes on
 * @param heldBytes how many of the text's last bytes may still become part of a stop
 * string
 * @param cutBytes once it ends: how many of the text's last bytes do not belong to it
 * @param stopReason the stop string or the stop token id that ended it, if one of the
 * request's own did
 */
public record StopDecision(@Nullable FinishReason finish, int heldBytes, int cutBytes, @Nullable Object stopReason) {

    static final StopDecision GO_ON = new StopDecision(null, 0, 0, null);

}
