package io.inkwell.settings;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

import io.inkwell.admission.ApiKey;
import io.inkwell.engine.request.RequestLimits;
import io.inkwell.model.checkpoint.Precision;
import io.inkwell.model.program.Kernels;
import io.inkwell.model.program.Processor;
import io.inkwell.registry.ServedNames;
import io.inkwell.registry.UnknownModel;
import io.inkwell.web.CorsSettings;
import io.inkwell.web.fields.UnknownFields;

/**
 * Every setting, with its default; {@code config/application.yaml} says what each is for.
 * A name that is not here stops the start; see {@link UnknownSettingsCheck}.
 *
 * @param model {@code embedded}, or a folder with a Hugging Face GPT-2 checkpoint
 * @param servedModelName the names of the model in requests, of which answers report the
 * first; without any it is that of the folder
 * @param unknownModel what happens to a request for another model
 * @param threads the cores that all predictors together use, at least one each; 0 for all
 * there are
 * @param replicas the predictors that share the weights
 * @param generationConfig whose defaults hold for what a request leaves out
 * @param chatTemplate {@code model}, {@code transcript}, or a file
 */
@ConfigurationProperties("inkwell")
public record InkwellProperties(@DefaultValue("embedded") String model, @DefaultValue List<String> servedModelName,
        @DefaultValue("refuse") UnknownModel unknownModel, @DefaultValue("auto") PrecisionChoice precision,
        @DefaultValue("auto") KernelsChoice kernels, @DefaultValue("true") boolean modelCheck,
        @DefaultValue("0") int threads, @DefaultValue("1") int replicas,
        @DefaultValue("none") GenerationConfigChoice generationConfig, @DefaultValue("model") String chatTemplate,
        @DefaultValue KvCache kvCache, @DefaultValue Scheduler scheduler, @DefaultValue Speculation speculation,
        @DefaultValue Limits limits, @DefaultValue Requests requests, @DefaultValue Explain explain,
        @DefaultValue Security security, @NestedConfigurationProperty @DefaultValue CorsSettings cors,
        @DefaultValue Streaming streaming, @DefaultValue Shutdown shutdown) {

    public InkwellProperties {
        require(!model.isBlank(), "inkwell.model must be \"embedded\" or a folder", "\"" + model + "\"");
        require(!chatTemplate.isBlank(), "inkwell.chat-template must be \"model\", \"transcript\" or a file",
                "\"" + chatTemplate + "\"");
        servedModelName = List.copyOf(servedModelName);
        new ServedNames(servedModelName, unknownModel);
        requireAtLeast("inkwell.threads", threads, 0);
        requireAtLeast("inkwell.replicas", replicas, 1);
        require(threads == 0 || threads >= replicas, "inkwell.threads must be 0 or at least inkwell.replicas",
                threads + " threads for " + replicas + " replicas");
    }

    /** A {@link Precision}, or the one that suits the machine. */
    public enum PrecisionChoice {

        AUTO, FLOAT32, FLOAT16, BFLOAT16, INT8;

        /** What is asked for, or the fastest where the machine has no kernels for it. */
        public Precision on(Processor processor) {
            if (this == AUTO || !processor.supports(Precision.valueOf(name()))) {
                return processor.fastest();
            }
            return Precision.valueOf(name());
        }

        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }

    }

    /** {@link Kernels}, or those that suit the machine. */
    public enum KernelsChoice {

        AUTO, PORTABLE, AVX2, AVX512;

        /** What is asked for, or the fastest where the processor cannot run that. */
        public Kernels on(Processor processor) {
            if (this == AUTO || !processor.supports(Kernels.valueOf(name()))) {
                return processor.fastestKernels();
            }
            return Kernels.valueOf(name());
        }

        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }

    }

    /** Whether the generation_config.json of a model counts. */
    public enum GenerationConfigChoice {

        NONE, MODEL

    }

    /**
     * @param size memory for keys and values; without it a quarter of what is free
     * @param prefixCaching whether what it holds of former texts is used for prompts that
     * begin like them
     */
    public record KvCache(@Nullable DataSize size, @DefaultValue("true") boolean prefixCaching) {

        public KvCache {
            require(size == null || size.toBytes() > 0, "inkwell.kv-cache.size must be more than 0", size);
        }

    }

    /**
     * @param maxSequences texts that are generated at once
     * @param maxWaiting texts that may wait for a slot
     * @param maxPrefillTokens prompt tokens in a step that decodes nothing
     * @param maxPrefillTokensBesideDecode prompt tokens in a step that others wait for
     */
    public record Scheduler(@DefaultValue("64") int maxSequences, @DefaultValue("1024") int maxWaiting,
            @DefaultValue("512") int maxPrefillTokens, @DefaultValue("16") int maxPrefillTokensBesideDecode) {

        public Scheduler {
            requireAtLeast("inkwell.scheduler.max-sequences", maxSequences, 1);
            requireAtLeast("inkwell.scheduler.max-waiting", maxWaiting, 1);
            requireAtLeast("inkwell.scheduler.max-prefill-tokens", maxPrefillTokens, 1);
            requireAtLeast("inkwell.scheduler.max-prefill-tokens-beside-decode", maxPrefillTokensBesideDecode, 1);
        }

    }

    /**
     * The names are vLLM's where it has the setting.
     *
     * @param numSpeculativeTokens that a text drafts for one step, at most
     * @param promptLookupMin the shortest run of tokens to draft by
     * @param promptLookupMax the longest that is looked for
     * @param maxRows of a step, one for each text that is generated and each drafted
     * token
     * @param sampled whether texts that are sampled draft, and not greedy ones alone
     */
    public record Speculation(@DefaultValue("ngram") SpeculationMethod method,
            @DefaultValue("7") int numSpeculativeTokens, @DefaultValue("2") int promptLookupMin,
            @DefaultValue("8") int promptLookupMax, @DefaultValue("8") int maxRows,
            @DefaultValue("false") boolean sampled) {

        public Speculation {
            requireAtLeast("inkwell.speculation.num-speculative-tokens", numSpeculativeTokens, 1);
            requireAtLeast("inkwell.speculation.prompt-lookup-min", promptLookupMin, 1);
            requireAtLeast("inkwell.speculation.prompt-lookup-max", promptLookupMax, promptLookupMin);
            requireAtLeast("inkwell.speculation.max-rows", maxRows, 1);
        }

    }

    /** Where drafted tokens come from. */
    public enum SpeculationMethod {

        NONE, NGRAM

    }

    /**
     * @param maxBodySize of a request
     * @param maxChoices prompts of a request times the texts generated for each
     * @param maxEmbeddingInputs texts of one request for embeddings
     * @param maxBeams of a search: beams, or candidates of contrastive search
     * @param maxLogprobs of a token
     * @param maxStopStrings of a request
     * @param maxStopLength of a stop string, in characters
     * @param maxStopTokenIds of a request
     * @param maxLogprobEntries log-probabilities that one answer may hold
     * @param maxLogitBias of a request, in tokens
     * @param maxBadWords of a request
     * @param maxBadWordLength of a bad word, in characters
     * @param clampMaxTokens whether a max_tokens that does not fit is lowered, and not
     * refused
     * @param waitingPromptTokens tokens of the prompts of texts that wait for a slot
     * @param requestDeadline from a request's arrival to its last token
     */
    public record Limits(@DefaultValue("2MB") DataSize maxBodySize, @DefaultValue("128") int maxChoices,
            @DefaultValue("2048") int maxEmbeddingInputs, @DefaultValue("16") int maxBeams,
            @DefaultValue("20") int maxLogprobs, @DefaultValue("16") int maxStopStrings,
            @DefaultValue("1000") int maxStopLength, @DefaultValue("64") int maxStopTokenIds,
            @DefaultValue("500000") int maxLogprobEntries, @DefaultValue("1024") int maxLogitBias,
            @DefaultValue("256") int maxBadWords, @DefaultValue("100") int maxBadWordLength,
            @DefaultValue("false") boolean clampMaxTokens, @DefaultValue("262144") int waitingPromptTokens,
            @DefaultValue("10m") Duration requestDeadline) {

        public Limits {
            require(maxBodySize.toBytes() > 0 && maxBodySize.toBytes() <= Integer.MAX_VALUE,
                    "inkwell.limits.max-body-size must be more than 0 and less than 2GB", maxBodySize);
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
            require(requestDeadline.compareTo(Duration.ZERO) > 0
                    && requestDeadline.compareTo(RequestLimits.NO_DEADLINE) <= 0,
                    "inkwell.limits.request-deadline must be more than 0", requestDeadline);
        }

    }

    /**
     * @param unknownFields what happens to a field that no request has
     */
    public record Requests(@DefaultValue("refuse") UnknownFields unknownFields) {
    }

    /**
     * @param enabled whether there are explanations at all
     * @param threads that compute them
     * @param maxWaiting explanations that may wait for one
     * @param maxTokens of a text that is explained, what is generated included
     * @param maxNewTokens that are generated where each costs as much as the text before
     * @param maxTexts of a request
     * @param maxTop likeliest tokens that are told of at one place
     * @param maxNumbers of tensors that one answer may hold
     * @param idleTimeout after which float32 weights are given back that were loaded for
     * explanations
     */
    public record Explain(@DefaultValue("true") boolean enabled, @DefaultValue("1") int threads,
            @DefaultValue("16") int maxWaiting, @DefaultValue("1024") int maxTokens,
            @DefaultValue("64") int maxNewTokens, @DefaultValue("16") int maxTexts, @DefaultValue("1000") int maxTop,
            @DefaultValue("4194304") int maxNumbers, @DefaultValue("5m") Duration idleTimeout) {

        public Explain {
            requireAtLeast("inkwell.explain.threads", threads, 1);
            requireAtLeast("inkwell.explain.max-waiting", maxWaiting, 1);
            requireAtLeast("inkwell.explain.max-tokens", maxTokens, 1);
            requireAtLeast("inkwell.explain.max-new-tokens", maxNewTokens, 1);
            requireAtLeast("inkwell.explain.max-texts", maxTexts, 1);
            requireAtLeast("inkwell.explain.max-top", maxTop, 1);
            requireAtLeast("inkwell.explain.max-numbers", maxNumbers, 1);
            require(!idleTimeout.isNegative(), "inkwell.explain.idle-timeout must be 0 or more", idleTimeout);
        }

    }

    /**
     * Who may call. With neither keys nor {@code anonymous} only this machine may.
     *
     * @param apiKeys those that are good for as long as the service runs
     * @param apiKeysFile one of more of them, read again when it changes
     * @param anonymous whether anybody may do anything
     */
    public record Security(@DefaultValue List<ApiKey> apiKeys, @Nullable String apiKeysFile,
            @DefaultValue("false") boolean anonymous) {

        public Security {
            apiKeys = List.copyOf(apiKeys);
            apiKeysFile = (apiKeysFile == null || apiKeysFile.isBlank()) ? null : apiKeysFile;
            require(!anonymous || (apiKeys.isEmpty() && apiKeysFile == null),
                    "inkwell.security.anonymous must be false where there are API keys", anonymous);
        }

        public boolean hasKeys() {
            return !this.apiKeys.isEmpty() || this.apiKeysFile != null;
        }

    }

    /**
     * @param heartbeat the silence after which a stream has a comment; zero for no
     * comments
     * @param maxUnreadSize of the events of a stream that its reader leaves unread
     * @param unreadTimeout for which a client may leave what it was sent without a sign
     */
    public record Streaming(@DefaultValue("15s") Duration heartbeat, @DefaultValue("1MB") DataSize maxUnreadSize,
            @DefaultValue("60s") Duration unreadTimeout) {

        public Streaming {
            require(!heartbeat.isNegative(), "inkwell.streaming.heartbeat must be 0 or more", heartbeat);
            require(maxUnreadSize.toBytes() > 0, "inkwell.streaming.max-unread-size must be more than 0",
                    maxUnreadSize);
            require(unreadTimeout.toMillis() > 0 && unreadTimeout.toMillis() <= Integer.MAX_VALUE,
                    "inkwell.streaming.unread-timeout must be more than 0 and less than 24 days", unreadTimeout);
        }

    }

    /**
     * @param drain how long requests that are under way may take to finish
     */
    public record Shutdown(@DefaultValue("30s") Duration drain) {

        public Shutdown {
            require(!drain.isNegative(), "inkwell.shutdown.drain must be 0 or more", drain);
        }

    }

    private static void requireAtLeast(String setting, int value, int min) {
        require(value >= min, setting + " must be at least " + min, value);
    }

    private static void require(boolean holds, String rule, @Nullable Object given) {
        if (!holds) {
            throw new IllegalArgumentException(rule + "; given: " + given);
        }
    }

}
