package io.inkwell.completion;

import java.util.List;

import io.inkwell.engine.ChosenToken;
import io.inkwell.engine.GenerationTimings;
import io.inkwell.engine.PromptReport;

/** An event from the engine thread, to be detokenized on another thread. */
sealed interface GenerationEvent {

    /**
     * @param firstChoice the first of the choices that share this prompt
     */
    record Prompt(int firstChoice, PromptReport report) implements GenerationEvent {
    }

    record Token(int choice, ChosenToken token) implements GenerationEvent {
    }

    /** A finished result of a search. */
    record Found(int choice, double score, List<ChosenToken> tokens) implements GenerationEvent {
    }

    record End(int firstChoice, GenerationTimings timings) implements GenerationEvent {
    }

}
