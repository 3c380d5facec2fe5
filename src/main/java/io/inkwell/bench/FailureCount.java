package io.inkwell.bench;

/**
 * Failures of one kind.
 *
 * @param firstMessage what the first of them said
 */
public record FailureCount(String reason, int count, String firstMessage) {

    FailureCount andOneMore() {
        return new FailureCount(this.reason, this.count + 1, this.firstMessage);
    }

}
