package io.inkwell.decoding.processor;

import java.util.List;

import io.inkwell.decoding.Logits;
import io.inkwell.decoding.TokenHistory;
import io.inkwell.error.ErrorKind;
import io.inkwell.error.ServiceException;

/**
 * Comes after all bans of a request and tells the client when they left nothing: that is
 * no fault of the model, as a row without a finite maximum is otherwise. Nearly always
 * the first token that it looks at is the answer.
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
                    "no token is left to choose: every one is ruled out by " + String.join(", ", this.fields));
        }
    }

}
