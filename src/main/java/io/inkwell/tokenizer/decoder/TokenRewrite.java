package io.inkwell.tokenizer.decoder;

import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * A stage that rewrites each token: the first one of a text may be written differently.
 */
final class TokenRewrite implements DecoderStage {

    /** How a token is written. */
    interface Rule {

        /** Null to drop the token. */
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
