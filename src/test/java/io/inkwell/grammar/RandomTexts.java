package io.inkwell.grammar;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

import io.inkwell.decoding.TokenConstraint;
import io.inkwell.tokenizer.Tokenizer;

/**
 * Draws tokens that a form allows until it is complete. Often prefers tokens that end
 * strings and lists, as models do.
 */
public final class RandomTexts {

    private static final int MAX_TOKENS = 300;

    private final Tokenizer tokenizer;

    private final Random random;

    private final List<Integer> endings = new ArrayList<>();

    public RandomTexts(Tokenizer tokenizer, long seed) {
        this.tokenizer = tokenizer;
        this.random = new Random(seed);
        for (int id = 0; id < tokenizer.vocabularySize(); id++) {
            String text = new String(tokenizer.table().bytes(id), StandardCharsets.UTF_8);
            if (text.matches(".*[\"}\\]]") && !tokenizer.table().isSpecial(id)) {
                this.endings.add(id);
            }
        }
    }

    /** A complete text; empty if it gets too long. */
    public Optional<String> next(TokenConstraint constraint) {
        TokenConstraint.State state = constraint.begin();
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        for (int i = 0; i < MAX_TOKENS; i++) {
            boolean ends = state.isComplete() && (!state.canContinue() || this.random.nextInt(3) == 0);
            if (ends) {
                return Optional.of(text.toString(StandardCharsets.UTF_8));
            }
            int token = next(state);
            text.writeBytes(this.tokenizer.table().bytes(token));
            state = state.after(token);
        }
        return Optional.empty();
    }

    private int next(TokenConstraint.State state) {
        if (this.random.nextInt(2) == 0) {
            List<Integer> ending = this.endings.stream().filter((id) -> state.allowed().next(id) == id).toList();
            if (!ending.isEmpty()) {
                return ending.get(this.random.nextInt(ending.size()));
            }
        }
        List<Integer> allowed = new ArrayList<>();
        for (int id = state.allowed().next(0); id >= 0; id = state.allowed().next(id + 1)) {
            allowed.add(id);
        }
        return allowed.get(this.random.nextInt(allowed.size()));
    }

}
