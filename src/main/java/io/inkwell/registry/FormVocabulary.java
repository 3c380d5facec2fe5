package io.inkwell.registry;

import java.util.Set;

import io.inkwell.grammar.OutputForms;
import io.inkwell.grammar.mask.Vocabulary;
import io.inkwell.tokenizer.Tokenizer;
import io.inkwell.tokenizer.decoder.TokenTable;

/** The tokens of a model from which structured output is made. */
final class FormVocabulary {

    private static final byte[] NOTHING = {};

    private FormVocabulary() {
    }

    /**
     * @param vocabularySize of the network, which may lack tokens of the tokenizer
     * @param eosTokenIds end a text, so they are not part of it
     */
    static OutputForms of(Tokenizer tokenizer, int vocabularySize, Set<Integer> eosTokenIds) {
        if (!tokenizer.hasSeparateTokenBytes()) {
            return OutputForms.unsupported();
        }
        TokenTable table = tokenizer.table();
        return OutputForms.of(() -> Vocabulary.of(Math.min(vocabularySize, table.size()),
                (id) -> (table.isSpecial(id) || eosTokenIds.contains(id)) ? NOTHING : table.bytes(id)));
    }

}
