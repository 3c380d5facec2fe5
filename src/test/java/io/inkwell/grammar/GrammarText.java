package io.inkwell.grammar;

import java.nio.charset.StandardCharsets;

import io.inkwell.decoding.TokenConstraint;
import io.inkwell.grammar.automaton.Grammar;
import io.inkwell.grammar.mask.TokenMasks;
import io.inkwell.grammar.mask.Vocabulary;

/** Reads texts byte by byte with a grammar. */
public final class GrammarText {

    private static final int NUM_BYTES = 256;

    /** Each byte is a token. */
    private static final Vocabulary BYTES = Vocabulary.of(NUM_BYTES, (id) -> new byte[] { (byte) id });

    private final TokenMasks masks;

    private GrammarText(Grammar grammar) {
        this.masks = new TokenMasks(grammar, BYTES);
    }

    public static GrammarText of(OutputForm form) {
        return new GrammarText(form.compile());
    }

    /** Whether the grammar generates a text. */
    public boolean accepts(String text) {
        return state(text).isComplete();
    }

    /** Whether a text of the grammar starts with this prefix. */
    public boolean acceptsStart(String text) {
        TokenConstraint.State state = state(text);
        return state.isComplete() || state.canContinue();
    }

    private TokenConstraint.State state(String text) {
        TokenConstraint.State state = this.masks.begin();
        for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
            state = state.after(each & 0xFF);
        }
        return state;
    }

}
