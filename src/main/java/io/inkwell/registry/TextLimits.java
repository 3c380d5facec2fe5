package io.inkwell.registry;

import io.inkwell.error.ServiceException;
import io.inkwell.tokenizer.Tokenizer;

/**
 * Rejects texts that are too long, by their UTF-8 bytes: encoding them would take much
 * time and memory.
 *
 * @param maxBytes the limit for every text
 * @param maxBytesInContext a longer text has more tokens than the context
 */
record TextLimits(int maxBytes, long maxBytesInContext, ContextLengthErrors errors) {

    static TextLimits of(int maxBytes, int contextLength, Tokenizer tokenizer) {
        long maxBytesInContext = tokenizer.maxTokenBytes().isPresent()
                ? (long) contextLength * tokenizer.maxTokenBytes().getAsInt() : Long.MAX_VALUE;
        return new TextLimits(maxBytes, maxBytesInContext, new ContextLengthErrors(contextLength));
    }

    /**
     * @param field the name of the field for errors
     * @throws ServiceException if the text exceeds the limit for every text
     */
    void requireEncodable(String field, String text) {
        int numBytes = Tokenizer.numBytes(text);
        ServiceException.require(numBytes <= this.maxBytes, field,
                "at most " + this.maxBytes + " bytes, inkwell.limits.max-prompt-bytes", numBytes + " bytes");
    }

    /**
     * @param field the name of the field for errors
     * @throws ServiceException also if the text has more tokens than the context
     */
    void requireMayFit(String field, String text) {
        int numBytes = Tokenizer.numBytes(text);
        if (numBytes > this.maxBytesInContext) {
            throw this.errors.promptHasTooManyBytes(field, numBytes, this.maxBytesInContext);
        }
        requireEncodable(field, text);
    }

}
