package io.inkwell.bench;

/** Gives one prompt after the other, and never runs dry. Not thread-safe. */
@FunctionalInterface
public interface PromptSource {

    LoadPrompt next();

}
