package io.inkwell.bench;

/** A request that was not answered, or not to the end. */
public class FailedRequestException extends RuntimeException {

    private final String reason;

    /**
     * @param reason what failures are counted by
     */
    public FailedRequestException(String reason, String message) {
        super(message);
        this.reason = reason;
    }

    public String reason() {
        return this.reason;
    }

}
