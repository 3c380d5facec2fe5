package io.inkwell.explanation.text;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;

import io.inkwell.tokenizer.TokenLabel;
import io.inkwell.tokenizer.Tokenizer;

/**
 * A token of the vocabulary with its text, without a position in a prompt.
 *
 * @param text {@code bytes:\xe2\x80} where the token is only part of a character
 */
@JsonPropertyOrder({ "id", "text" })
public record NamedToken(int id, String text) {

    public static NamedToken of(Tokenizer tokenizer, int id) {
        return new NamedToken(id, TokenLabel.of(tokenizer.table().bytes(id)));
    }

}
