package io.inkwell.completion.prompt;

import java.util.Arrays;
import java.util.List;

import io.inkwell.registry.LoadedModel;

/** The tokens of a prompt. */
public record Tokenization(LoadedModel model, int[] tokens) {

    /** The vocabulary entry of each token. */
    public List<String> spellings() {
        return Arrays.stream(this.tokens).mapToObj(this.model.tokenizer().table()::spelling).toList();
    }

}
