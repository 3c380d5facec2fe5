package io.inkwell.settings;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

import io.inkwell.access.KeyLimits;
import io.inkwell.engine.request.RequestLimits;

import static io.inkwell.settings.SettingRules.require;
import static io.inkwell.settings.SettingRules.requireAtLeast;

/**
 * {@code inkwell.limits}.
 *
 * @param maxBodySize Maximum size of a request body.
 * @param maxOpenBytes Maximum size of the bodies of all open requests. Defaults to a
 * sixteenth of the heap, but at least maxBodySize.
 * @param maxPromptBytes Maximum size of a prompt in UTF-8.
 * @param maxChoices Maximum number of prompts times choices per request.
 * @param maxEmbeddingInputs Maximum number of inputs of an embeddings request.
 * @param maxBeams Maximum number of beams, or of contrastive search candidates.
 * @param maxLogprobs Maximum number of log-probabilities per token.
 * @param maxStopStrings Maximum number of stop strings per request.
 * @param maxStopLength Maximum length of a stop string, in characters.
 * @param maxStopTokenIds Maximum number of stop token ids per request.
 * @param maxLogprobEntries Maximum number of log-probabilities in a response.
 * @param maxLogitBias Maximum number of tokens in {@code logit_bias}.
 * @param maxBadWords Maximum number of bad words per request.
 * @param maxBadWordLength Maximum length of a bad word, in characters.
 * @param clampMaxTokens Whether to lower a {@code max_tokens} that does not fit instead
 * of rejecting it.
 * @param waitingPromptTokens Maximum number of prompt tokens of all waiting sequences.
 * @param modelLoadWait Maximum time for which a request waits for its model to load.
 * @param requestDeadline Maximum time from the arrival of a request to its last token.
 * @param bodyTimeout Maximum time in which a request body must arrive.
 * @param perKey Limits of API keys that have none of their own.
 * @param redis Address of a Redis in which replicas share the limits of API keys.
 * @param redisTimeout Maximum time for which a request waits for Redis.
 */
public record LimitSettings(@DefaultValue("2MB") DataSize maxBodySize, @Nullable DataSize maxOpenBytes,
        @DefaultValue("1MB") DataSize maxPromptBytes, @DefaultValue("128") int maxChoices,
        @DefaultValue("2048") int maxEmbeddingInputs, @DefaultValue("16") int maxBeams,
        @DefaultValue("20") int maxLogprobs, @DefaultValue("16") int maxStopStrings,
        @DefaultValue("1000") int maxStopLength, @DefaultValue("64") int maxStopTokenIds,
        @DefaultValue("500000") int maxLogprobEntries, @DefaultValue("1024") int maxLogitBias,
        @DefaultValue("256") int maxBadWords, @DefaultValue("100") int maxBadWordLength,
        @DefaultValue("false") boolean clampMaxTokens, @DefaultValue("262144") int waitingPromptTokens,
        @DefaultValue("30s") Duration modelLoadWait, @DefaultValue("10m") Duration requestDeadline,
        @DefaultValue("30s") Duration bodyTimeout, @NestedConfigurationProperty @DefaultValue KeyLimits perKey,
        @Nullable String redis, @DefaultValue("500ms") Duration redisTimeout) {

    private static final Pattern REDIS = Pattern.compile("rediss?://([^@/\\s]*@)?[^@:/\\s]+(:\\d{1,5})?(/\\d{1,9})?");

    private static final int MAX_PORT = 65535;

    public LimitSettings {
        require(maxBodySize.toBytes() > 0 && maxBodySize.toBytes() <= Integer.MAX_VALUE,
                "inkwell.limits.max-body-size must be more than 0 and less than 2GB", maxBodySize);
        require(maxOpenBytes == null || maxOpenBytes.compareTo(maxBodySize) >= 0,
                "inkwell.limits.max-open-bytes must be at least inkwell.limits.max-body-size (" + maxBodySize + ")",
                maxOpenBytes);
        require(maxPromptBytes.toBytes() > 0 && maxPromptBytes.toBytes() <= Integer.MAX_VALUE,
                "inkwell.limits.max-prompt-bytes must be more than 0 and less than 2GB", maxPromptBytes);
        requireAtLeast("inkwell.limits.max-choices", maxChoices, 1);
        requireAtLeast("inkwell.limits.max-embedding-inputs", maxEmbeddingInputs, 1);
        requireAtLeast("inkwell.limits.max-beams", maxBeams, 1);
        requireAtLeast("inkwell.limits.max-logprobs", maxLogprobs, 0);
        requireAtLeast("inkwell.limits.max-stop-strings", maxStopStrings, 0);
        requireAtLeast("inkwell.limits.max-stop-length", maxStopLength, 1);
        requireAtLeast("inkwell.limits.max-stop-token-ids", maxStopTokenIds, 0);
        requireAtLeast("inkwell.limits.max-logprob-entries", maxLogprobEntries, 0);
        requireAtLeast("inkwell.limits.max-logit-bias", maxLogitBias, 0);
        requireAtLeast("inkwell.limits.max-bad-words", maxBadWords, 0);
        requireAtLeast("inkwell.limits.max-bad-word-length", maxBadWordLength, 1);
        requireAtLeast("inkwell.limits.waiting-prompt-tokens", waitingPromptTokens, 1);
        require(!modelLoadWait.isNegative(), "inkwell.limits.model-load-wait must be 0 or more", modelLoadWait);
        require(requestDeadline.compareTo(Duration.ZERO) > 0
                && requestDeadline.compareTo(RequestLimits.NO_DEADLINE) <= 0,
                "inkwell.limits.request-deadline must be more than 0", requestDeadline);
        require(bodyTimeout.compareTo(Duration.ZERO) > 0, "inkwell.limits.body-timeout must be more than 0",
                bodyTimeout);
        redis = (redis == null || redis.isBlank()) ? null : redis;
        // The address is not shown: it may contain a password.
        require(redis == null || isRedis(redis),
                "inkwell.limits.redis must be redis://[:password@]host[:port][/database], or rediss:// with TLS; "
                        + "write # in a password as %23, and other special characters likewise",
                "something else");
        require(redisTimeout.toMillis() > 0, "inkwell.limits.redis-timeout must be at least 1ms", redisTimeout);
    }

    /**
     * Whether Java finds the host. It finds none in some addresses that match the
     * pattern, such as one with _ in the host.
     */
    private static boolean isRedis(String address) {
        try {
            URI parsed = new URI(address);
            return REDIS.matcher(address).matches() && parsed.getHost() != null && parsed.getPort() <= MAX_PORT;
        }
        catch (URISyntaxException ex) {
            return false;
        }
    }

}
