package io.inkwell.bench;

/** What one request sends as its prompt. */
public sealed interface LoadPrompt {

    /** The value of the body's {@code prompt}. */
    Object json();

    /** How many tokens it has, 0 if only the server can tell. */
    int numTokens();

    record TokenIds(int[] ids) implements LoadPrompt {

        @Override
        public Object json() {
            return this.ids;
        }

        @Override
        public int numTokens() {
            return this.ids.length;
        }

    }

    record Text(String text) implements LoadPrompt {

        @Override
        public Object json() {
            return this.text;
        }

        @Override
        public int numTokens() {
            return 0;
        }

    }

}
