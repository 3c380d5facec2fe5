package io.inkwell.api;

import java.util.List;

/**
 * The log-probabilities of a text's tokens.
 *
 * @param tokens the first has no log-probability
 */
public record Scores(List<Token> tokens) {

    public Scores {
        tokens = List.copyOf(tokens);
    }

    /** The log-likelihood of the text after its first token. */
    public double logLikelihood() {
        return this.tokens.stream().skip(1).mapToDouble(Token::logprob).sum();
    }

    /** The perplexity of the text after its first token; NaN for a single token. */
    public double perplexity() {
        return Math.exp(-logLikelihood() / (this.tokens.size() - 1));
    }

}
