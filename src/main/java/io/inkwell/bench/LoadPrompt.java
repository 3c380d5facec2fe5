package io.inkwell.bench;

/** The prompt of one request. */
public sealed interface LoadPrompt {

    /** The value of the {@code prompt} field. */
    Object json();

    /** The number of tokens, 0 if only the server knows it. */
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
