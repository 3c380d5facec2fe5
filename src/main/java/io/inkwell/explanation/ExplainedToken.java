package io.inkwell.explanation;

import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;

import io.inkwell.tokenizer.Detokenizer;
import io.inkwell.tokenizer.TokenLabel;
import io.inkwell.tokenizer.Tokenizer;

/**
 * A token of a text that is explained.
 *
 * @param text {@code bytes:\xe2\x80} where it is a part of a character only
 * @param offset where it begins in the text, in Unicode code points
 */
@JsonPropertyOrder({ "id", "text", "offset" })
record ExplainedToken(int id, String text, int offset) {

    static List<ExplainedToken> of(Tokenizer tokenizer, int[] tokenIds) {
        List<ExplainedToken> tokens = new ArrayList<>();
        Detokenizer detokenizer = tokenizer.newDetokenizer(false);
        int offset = 0;
        for (int id : tokenIds) {
            tokens.add(new ExplainedToken(id, TokenLabel.of(tokenizer.table().bytes(id)), offset));
            String text = detokenizer.append(id, 0);
            offset += text.codePointCount(0, text.length());
        }
        return tokens;
    }

}
