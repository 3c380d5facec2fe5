package io.inkwell.tokenizer.decoder;

import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * A stage that rewrites each token, with an optional exception for the first token.
 */
final class TokenRewrite implements DecoderStage {

    /** Rewrites one token. */
    interface Rule {

        /** Returns the rewritten token, or null to drop it. */
        @Nullable String apply(String token, boolean isFirst);

    }

    private final Rule rule;

    private boolean begun;

    TokenRewrite(Rule rule) {
        this.rule = rule;
    }

    @Override
    public void accept(String token, Consumer<String> next) {
        boolean isFirst = !this.begun;
        this.begun = true;
        String written = this.rule.apply(token, isFirst);
        if (written != null) {
            next.accept(written);
        }
    }

    @Override
    public DecoderStage copy() {
        TokenRewrite copy = new TokenRewrite(this.rule);
        copy.begun = this.begun;
        return copy;
    }

    @Override
    public String label(String token, boolean isFirst) {
        String written = this.rule.apply(token, isFirst);
        return (written != null) ? written : "";
    }

}
