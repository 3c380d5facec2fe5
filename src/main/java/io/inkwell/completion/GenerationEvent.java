package io.inkwell.completion;

import java.util.List;

import io.inkwell.engine.request.GenerationTimings;
import io.inkwell.engine.request.PromptReport;
import io.inkwell.engine.request.SampledToken;

/** What the engine thread hands over; text is made of it elsewhere. */
sealed interface GenerationEvent {

    /**
     * @param firstChoice the first of the choices that share the prompt
     */
    record Prompt(int firstChoice, PromptReport report) implements GenerationEvent {
    }

    record Token(int choice, SampledToken token) implements GenerationEvent {
    }

    /** A whole text of a search. */
    record Found(int choice, double score, List<SampledToken> tokens) implements GenerationEvent {
    }

    record End(int firstChoice, GenerationTimings timings) implements GenerationEvent {
    }

}
