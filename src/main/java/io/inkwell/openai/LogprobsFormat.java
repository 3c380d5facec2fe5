package io.inkwell.openai;

import org.jspecify.annotations.Nullable;

import io.inkwell.completion.OutputOptions;
import io.inkwell.completion.TextToken;

/**
 * What log-probabilities contain, in completions and chats.
 *
 * @param ids whether they contain the ids of tokens in addition to their names
 * @param entropy whether they contain the entropy of the model's distribution
 */
public record LogprobsFormat(TokenNames names, boolean ids, boolean entropy) {

    public static LogprobsFormat of(OutputOptions output) {
        return new LogprobsFormat(new TokenNames(output.tokensAsIds()), output.returnTokenIds(), output.entropy());
    }

    /** The id if requested. */
    public @Nullable Integer idOf(int tokenId) {
        return this.ids ? tokenId : null;
    }

    /** The entropy in nats if requested and known: tokens of a prompt have none. */
    public @Nullable Float entropyOf(TextToken.@Nullable Logprobs logprobs) {
        return (this.entropy && logprobs != null && !Float.isNaN(logprobs.entropy())) ? logprobs.entropy() : null;
    }

}
