package io.inkwell.completion;

import java.util.List;

import io.inkwell.engine.request.GenerationTimings;
import io.inkwell.engine.request.PromptReport;
import io.inkwell.engine.request.SampledToken;

/** An event from the engine thread, to be detokenized on another thread. */
sealed interface GenerationEvent {

    /**
     * @param firstChoice the first of the choices that share this prompt
     */
    record Prompt(int firstChoice, PromptReport report) implements GenerationEvent {
    }

    record Token(int choice, SampledToken token) implements GenerationEvent {
    }

    /** A finished result of a search. */
    record Found(int choice, double score, List<SampledToken> tokens) implements GenerationEvent {
    }

    record End(int firstChoice, GenerationTimings timings) implements GenerationEvent {
    }

}
