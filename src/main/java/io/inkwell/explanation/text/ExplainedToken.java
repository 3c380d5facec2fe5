package io.inkwell.explanation.text;

import java.util.Arrays;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;

import io.inkwell.tokenizer.TokenLabel;
import io.inkwell.tokenizer.TokenOffsets;
import io.inkwell.tokenizer.Tokenizer;

/**
 * A token of an explained prompt or completion.
 *
 * @param text {@code bytes:\xe2\x80} where the token is only part of a character
 * @param offset of its first character in the text, in Unicode code points
 */
@JsonPropertyOrder({ "id", "text", "offset" })
public record ExplainedToken(int id, String text, int offset) {

    public static List<ExplainedToken> of(Tokenizer tokenizer, int[] tokenIds) {
        TokenOffsets offsets = new TokenOffsets(tokenizer);
        return Arrays.stream(tokenIds).mapToObj((id) -> append(id, offsets)).toList();
    }

    /** Appends a token to the text of the offsets. */
    public static ExplainedToken append(int id, TokenOffsets offsets) {
        ExplainedToken token = new ExplainedToken(id, TokenLabel.of(offsets.bytes(id)), offsets.current());
        offsets.append(id);
        return token;
    }

}
