package io.inkwell.completion;

/** What a completion goes on from. */
public sealed interface Prompt {

    record Text(String text) implements Prompt {
    }

    record Tokens(int[] ids) implements Prompt {
    }

}
