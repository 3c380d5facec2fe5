package io.inkwell.decoding;

/**
 * Restricts the output to a form, such as a JSON schema, token by token. Immutable for
 * its callers, and safe for use by several threads.
 */
public interface TokenConstraint {

    /** The request field that sets the form. */
    String field();

    /** The state before the first token. */
    State begin();

    /** A state between two tokens. Immutable for its callers. */
    interface State {

        /**
         * The state after one more token. After a token that is not allowed, no token is
         * allowed any more.
         */
        State after(int tokenId);

        /** The tokens that may come next, apart from those that end the output. */
        TokenSet allowed();

        /**
         * The token to take if the form leaves no choice of text here: the longest one of
         * the only possible text. It is -1 if there is a choice, or if a token reaches
         * beyond that text.
         */
        default int forced() {
            return -1;
        }

        /** Whether the output may end here. */
        boolean isComplete();

        /** Whether any token may come next. */
        boolean canContinue();

    }

}
