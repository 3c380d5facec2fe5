package io.inkwell.registry;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

import io.inkwell.chat.SpecialTokens;
import io.inkwell.model.checkpoint.Gpt2Config;
import io.inkwell.registry.defaults.GenerationConfig;
import io.inkwell.tokenizer.Tokenizer;

/** Finds the EOS tokens of a model. */
final class EosTokenIds {

    private EosTokenIds() {
    }

    /**
     * Chat models often end a turn with a token that only the generation config or the
     * tokenizer files define.
     */
    static Set<Integer> of(Gpt2Config config, GenerationConfig generationConfig, SpecialTokens tokens,
            Tokenizer tokenizer) {
        Set<Integer> ids = new LinkedHashSet<>(config.eosTokenIds());
        ids.addAll(generationConfig.eosTokens().ids());
        if (tokens.eos() != null) {
            tokenizer.idOf(tokens.eos()).ifPresent(ids::add);
        }
        ids.removeIf((id) -> id >= config.vocabSize());
        return Collections.unmodifiableSet(ids);
    }

}
