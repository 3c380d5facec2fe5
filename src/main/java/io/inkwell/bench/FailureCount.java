package io.inkwell.bench;

/**
 * The number of failures of one kind.
 *
 * @param firstMessage the message of the first one
 */
public record FailureCount(String reason, int count, String firstMessage) {

    FailureCount andOneMore() {
        return new FailureCount(this.reason, this.count + 1, this.firstMessage);
    }

}
