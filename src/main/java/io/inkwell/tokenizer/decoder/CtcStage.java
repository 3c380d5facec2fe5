package io.inkwell.tokenizer.decoder;

import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/** The CTC decoder: drops repeated tokens and padding. */
final class CtcStage implements DecoderStage {

    private final String padding;

    private final String delimiter;

    private final boolean cleanup;

    private @Nullable String last;

    CtcStage(String padding, String delimiter, boolean cleanup) {
        this.padding = padding;
        this.delimiter = delimiter;
        this.cleanup = cleanup;
    }

    @Override
    public void accept(String token, Consumer<String> next) {
        if (token.equals(this.last)) {
            return;
        }
        this.last = token;
        String text = label(token, false);
        if (!text.isEmpty()) {
            next.accept(text);
        }
    }

    @Override
    public DecoderStage copy() {
        CtcStage copy = new CtcStage(this.padding, this.delimiter, this.cleanup);
        copy.last = this.last;
        return copy;
    }

    @Override
    public String label(String token, boolean isFirst) {
        String text = token.replace(this.padding, "");
        return this.cleanup ? TokenRules.cleanUp(text).replace(this.delimiter, " ") : text;
    }

}
