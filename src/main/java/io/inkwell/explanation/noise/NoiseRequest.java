package io.inkwell.explanation.noise;

import java.util.List;

import io.inkwell.error.ServiceException;
import io.inkwell.explanation.text.ExplainedToken;
import io.inkwell.explanation.text.Granularity;
import io.inkwell.explanation.text.TokenSpan;

/**
 * A valid request for method noise.
 *
 * @param parts of the prompt at the granularity
 */
public record NoiseRequest(List<ExplainedToken> tokens, Granularity granularity, List<TokenSpan> parts,
        NoiseSettings settings) {

    /** A step with 124M parameters takes about one second and 200 MB. */
    static final int MAX_TOKENS = 256;

    /**
     * @throws ServiceException an invalid request, if the prompt is too long
     */
    public static NoiseRequest of(List<ExplainedToken> tokens, Granularity granularity, NoiseSettings settings) {
        ServiceException.require(tokens.size() <= MAX_TOKENS, "prompt",
                "at most " + MAX_TOKENS + " tokens with method noise", tokens.size());
        return new NoiseRequest(tokens, granularity, granularity.spans(tokens), settings);
    }

    int[] tokenIds() {
        return this.tokens.stream().mapToInt(ExplainedToken::id).toArray();
    }

}
