package io.inkwell.completion;

import java.util.Arrays;
import java.util.List;

import io.inkwell.registry.LoadedModel;

/** The tokens that a model reads in a text. */
public record Tokenization(LoadedModel model, int[] tokens) {

    /** Each token as the vocabulary spells it. */
    public List<String> spellings() {
        return Arrays.stream(this.tokens).mapToObj(this.model.tokenizer().table()::spelling).toList();
    }

}
