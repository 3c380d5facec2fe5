package io.inkwell.completion;

import java.util.List;

import io.inkwell.engine.request.GenerationListener;
import io.inkwell.engine.request.GenerationTimings;
import io.inkwell.engine.request.PromptReport;
import io.inkwell.engine.request.SampledToken;

/** Turns the callbacks of one generation request into events, on the engine thread. */
abstract class EventListener implements GenerationListener {

    private final int firstChoice;

    EventListener(int firstChoice) {
        this.firstChoice = firstChoice;
    }

    abstract void onEvent(GenerationEvent event);

    @Override
    public void onPrompt(PromptReport report) {
        onEvent(new GenerationEvent.Prompt(this.firstChoice, report));
    }

    @Override
    public void onToken(int choice, SampledToken token) {
        onEvent(new GenerationEvent.Token(choice, token));
    }

    @Override
    public void onFound(int choice, double score, List<SampledToken> tokens) {
        onEvent(new GenerationEvent.Found(choice, score, tokens));
    }

    @Override
    public void onEnd(GenerationTimings timings) {
        onEvent(new GenerationEvent.End(this.firstChoice, timings));
    }

}
