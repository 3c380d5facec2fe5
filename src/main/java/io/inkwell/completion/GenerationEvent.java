package io.inkwell.completion;

import io.inkwell.decoding.StopDecision;
import io.inkwell.engine.GenerationTimings;

/** What the engine thread hands over; text is made of it elsewhere. */
sealed interface GenerationEvent {

    record Token(int choice, int tokenId, StopDecision decision) implements GenerationEvent {
    }

    record End(GenerationTimings timings) implements GenerationEvent {
    }

}
