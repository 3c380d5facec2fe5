package io.inkwell.explanation.text;

import io.inkwell.tokenizer.Detokenizer;
import io.inkwell.tokenizer.TokenLabel;
import io.inkwell.tokenizer.Tokenizer;

/** Finds out where the tokens of a text stand in it, one after another. */
public final class TokenPlacer {

    private final Detokenizer detokenizer;

    private int offset;

    public TokenPlacer(Tokenizer tokenizer) {
        this.detokenizer = tokenizer.newDetokenizer(false);
    }

    public ExplainedToken next(int id) {
        ExplainedToken token = new ExplainedToken(id, TokenLabel.of(this.detokenizer.label(id)), this.offset);
        String text = this.detokenizer.append(id, 0);
        this.offset += text.codePointCount(0, text.length());
        return token;
    }

}
