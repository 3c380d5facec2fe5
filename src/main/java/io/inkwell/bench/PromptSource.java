package io.inkwell.bench;

/** An infinite source of prompts. Not thread-safe. */
@FunctionalInterface
public interface PromptSource {

    LoadPrompt next();

}
