package io.inkwell.completion;

/** What a completion goes on from. */
public sealed interface Prompt {

    boolean isEmpty();

    record Text(String text) implements Prompt {

        @Override
        public boolean isEmpty() {
            return this.text.isEmpty();
        }

    }

    record Tokens(int[] ids) implements Prompt {

        @Override
        public boolean isEmpty() {
            return this.ids.length == 0;
        }

    }

}
