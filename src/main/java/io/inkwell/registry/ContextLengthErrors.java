package io.inkwell.registry;

import io.inkwell.error.ErrorKind;
import io.inkwell.error.ServiceException;

/**
 * The errors of requests that exceed the context length of a model.
 *
 * @param contextLength the maximum number of tokens of prompt and output together
 */
public record ContextLengthErrors(int contextLength) {

    /**
     * The error for a prompt that does not fit.
     * @param field the field that contains the prompt, with an index if it has several
     */
    public ServiceException promptTooLong(String field, int numPromptTokens) {
        String rest = (numPromptTokens == this.contextLength) ? ", which leaves no room for output" : "";
        return error(", but " + inWords(field) + " has " + numPromptTokens + rest, field);
    }

    /**
     * The error for a prompt that is not encoded, because so many bytes cannot fit.
     * @param field the field that contains the prompt, with an index if it has several
     * @param maxBytes the bytes of the longest token times the context length
     */
    public ServiceException promptHasTooManyBytes(String field, int numBytes, long maxBytes) {
        return error(", at most " + maxBytes + " bytes, but " + inWords(field) + " has " + numBytes + " bytes", field);
    }

    /**
     * The error for a prompt that fits only without the requested output.
     * @param field the field that contains the prompt, with an index if it has several
     * @param maxTokensField the field that contains the maximum number of output tokens
     */
    public ServiceException totalTooLong(String field, int numPromptTokens, String maxTokensField, int maxTokens) {
        long total = numPromptTokens + (long) maxTokens;
        return error(", but " + total + " were requested: " + numPromptTokens + " in " + inWords(field) + " and "
                + maxTokens + " for " + maxTokensField,
                (numPromptTokens < this.contextLength) ? maxTokensField : field);
    }

    /**
     * The error for a maximum that leaves no room for a truncated prompt.
     * @param maxTokensField the field that contains the maximum number of output tokens
     */
    public ServiceException noRoomForPrompt(String maxTokensField, int maxTokens) {
        return error(", so " + maxTokensField + " must be less; given: " + maxTokens, maxTokensField);
    }

    private ServiceException error(String reason, String param) {
        return new ServiceException(ErrorKind.CONTEXT_LENGTH_EXCEEDED,
                "this model's maximum context length is " + this.contextLength + " tokens" + reason, param);
    }

    private static String inWords(String field) {
        return switch (field) {
            case "messages", "inputs" -> "the prompt";
            case "prompt", "input" -> "the " + field;
            default -> field;
        };
    }

}
