package io.inkwell.training.data;

import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

import io.inkwell.chat.ChatTemplate;
import io.inkwell.error.ServiceException;
import io.inkwell.model.checkpoint.Gpt2Config;
import io.inkwell.tokenizer.Tokenizer;

/**
 * How text becomes the tokens of a model.
 *
 * @param encode encodes a text without special tokens
 * @param endOfText the token that ends a document
 * @param startOfText the token that stands for an empty prompt
 * @param vocabularySize tokens from this on do not exist in the model
 * @param chatTemplate how conversations become text
 */
public record TextEncoding(Function<String, int[]> encode, int endOfText, int startOfText, int vocabularySize,
        ChatTemplate chatTemplate) {

    /**
     * The encoding of a model. Of several EOS tokens in its config, a document ends with
     * the tokenizer's own, or else with the lowest.
     * @throws ServiceException if neither the config nor the tokenizer has an EOS token
     */
    public static TextEncoding of(Gpt2Config config, Tokenizer tokenizer, ChatTemplate chatTemplate) {
        Set<Integer> ends = config.eosTokenIds();
        String name = tokenizer.namedTokens().getOrDefault("eos_token", "");
        int named = name.isEmpty() ? -1 : tokenizer.idOf(name).orElse(-1);
        boolean isUsable = named >= 0 && named < config.vocabSize() && (ends.isEmpty() || ends.contains(named));
        ServiceException.require(isUsable || !ends.isEmpty(), "--model", "a model with an EOS token", "none");
        int end = isUsable ? named : ends.iterator().next();
        return new TextEncoding(tokenizer::encode, end, config.bosTokenId().orElse(end), config.vocabSize(),
                chatTemplate);
    }

    /** The same encoding, which throws {@link CancellationException} once cancelled. */
    TextEncoding until(BooleanSupplier cancelled) {
        return new TextEncoding((text) -> {
            if (cancelled.getAsBoolean()) {
                throw new CancellationException("the reading of the texts was cancelled");
            }
            return this.encode.apply(text);
        }, this.endOfText, this.startOfText, this.vocabularySize, this.chatTemplate);
    }

}
