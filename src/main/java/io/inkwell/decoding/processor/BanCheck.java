package io.inkwell.decoding.processor;

import java.util.List;

import io.inkwell.decoding.Logits;
import io.inkwell.decoding.TokenHistory;
import io.inkwell.error.ErrorKind;
import io.inkwell.error.ServiceException;

/**
 * Runs after all bans and reports an invalid request if no token is left. Without it, an
 * empty row would look like a broken model. Usually inspects a single token.
 *
 * @param fields the request fields that ban tokens
 */
public record BanCheck(List<String> fields) implements LogitsProcessor {

    public BanCheck {
        fields = List.copyOf(fields);
    }

    @Override
    public void process(Logits logits, TokenHistory history) {
        int end = logits.numCandidates();
        if (logits.nextAbove(Float.NEGATIVE_INFINITY, 0, end) == end) {
            throw new ServiceException(ErrorKind.INVALID_REQUEST,
                    "no token is left to generate: all tokens are banned by " + String.join(", ", this.fields));
        }
    }

}
