package io.inkwell.bench;

/** A request without a complete response. */
public class FailedRequestException extends RuntimeException {

    private final String reason;

    /**
     * @param reason the key under which failures are counted
     */
    public FailedRequestException(String reason, String message) {
        super(message);
        this.reason = reason;
    }

    public String reason() {
        return this.reason;
    }

}
