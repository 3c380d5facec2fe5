package io.inkwell.completion;

import io.inkwell.decoding.StopDecision;
import io.inkwell.engine.GeneratedToken;
import io.inkwell.engine.GenerationTimings;
import io.inkwell.engine.PromptReport;

/** What the engine thread hands over; text is made of it elsewhere. */
sealed interface GenerationEvent {

    /**
     * @param firstChoice the first of the choices that share the prompt
     */
    record Prompt(int firstChoice, PromptReport report) implements GenerationEvent {
    }

    record Score(int choice, double score) implements GenerationEvent {
    }

    record Token(int choice, GeneratedToken token, StopDecision decision) implements GenerationEvent {
    }

    record End(int firstChoice, GenerationTimings timings) implements GenerationEvent {
    }

}
