package io.inkwell.settings;

import java.time.Duration;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

import io.inkwell.access.ApiKey;
import io.inkwell.engine.request.RequestLimits;
import io.inkwell.model.checkpoint.Precision;
import io.inkwell.model.program.DeviceSelection;
import io.inkwell.model.program.Kernels;
import io.inkwell.registry.UnknownModel;
import io.inkwell.web.CorsSettings;
import io.inkwell.web.HostSettings;
import io.inkwell.web.fields.UnknownFields;

import static io.inkwell.settings.SettingRules.require;
import static io.inkwell.settings.SettingRules.requireAtLeast;

/**
 * All settings with their defaults; {@code config/application.yaml} documents them.
 * {@link UnknownSettingsCheck} rejects names that are not defined here.
 *
 * @param model {@code embedded}, a folder with a Hugging Face GPT-2 checkpoint, or the id
 * of a model of the Hugging Face hub.
 * @param models Several models instead of one. The first is the default of requests.
 * @param servedModelName Names of the model in requests; responses report the first.
 * Defaults to the id or the name of the folder.
 * @param unknownModel Handling of requests for other models.
 * @param precision Precision of the weights.
 * @param kernels Kernels for matrix products and attention.
 * @param modelCheck Whether to check the weights for NaN and infinity when loading.
 * @param threads Number of threads that all replicas share, at least one each; 0 uses all
 * cores.
 * @param devices Devices that run the model: {@code auto}, {@code cpu}, or CUDA devices.
 * @param replicas Number of replicas per device. They share the weights.
 * @param generationConfig Source of the sampling defaults for fields that a request
 * omits.
 * @param chatTemplate {@code model}, {@code transcript}, or a file.
 */
@ConfigurationProperties("inkwell")
public record InkwellProperties(@DefaultValue("embedded") String model, @DefaultValue List<ModelSettings> models,
        @DefaultValue List<String> servedModelName, @DefaultValue("refuse") UnknownModel unknownModel,
        @DefaultValue("auto") PrecisionChoice precision, @DefaultValue("auto") KernelsChoice kernels,
        @DefaultValue("true") boolean modelCheck, @DefaultValue("0") int threads,
        @DefaultValue("auto") List<String> devices, @DefaultValue("1") int replicas,
        @DefaultValue("none") GenerationConfigChoice generationConfig, @DefaultValue("model") String chatTemplate,
        @DefaultValue KvCache kvCache, @DefaultValue Scheduler scheduler, @DefaultValue Speculation speculation,
        @NestedConfigurationProperty @DefaultValue LimitSettings limits, @DefaultValue Requests requests,
        @DefaultValue Explain explain, @DefaultValue Studio studio,
        @NestedConfigurationProperty @DefaultValue AdminSettings admin,
        @NestedConfigurationProperty @DefaultValue AdapterSettings adapters,
        @NestedConfigurationProperty @DefaultValue FineTuningSettings fineTuning, @DefaultValue Security security,
        @NestedConfigurationProperty @DefaultValue CorsSettings cors, @DefaultValue Streaming streaming,
        @NestedConfigurationProperty @DefaultValue AuditSettings audit,
        @NestedConfigurationProperty @DefaultValue HealthSettings health, @DefaultValue Shutdown shutdown) {

    public InkwellProperties {
        require(!model.isBlank(),
                "inkwell.model must be \"embedded\", a folder, or the id of a model of the Hugging Face hub",
                "\"" + model + "\"");
        require(!chatTemplate.isBlank(), "inkwell.chat-template must be \"model\", \"transcript\" or a file",
                "\"" + chatTemplate + "\"");
        servedModelName = List.copyOf(servedModelName);
        require(Set.copyOf(servedModelName).size() == servedModelName.size()
                && servedModelName.stream().noneMatch(String::isBlank),
                "inkwell.served-model-name must be distinct names, none of them empty", servedModelName);
        models = List.copyOf(models);
        ModelSettings.check(models, model, servedModelName);
        devices = List.copyOf(devices);
        DeviceSelection.parse(devices);
        requireAtLeast("inkwell.threads", threads, 0);
        requireAtLeast("inkwell.replicas", replicas, 1);
        require(threads == 0 || threads >= replicas, "inkwell.threads must be 0 or at least inkwell.replicas",
                threads + " threads for " + replicas + " replicas");
        require(!kvCache.saltByKey() || security.hasKeys(),
                "inkwell.kv-cache.salt-by-key must be false if no API keys are set", kvCache.saltByKey());
    }

    /** Whether to use the model's {@code generation_config.json}. */
    public enum GenerationConfigChoice {

        NONE, MODEL

    }

    /**
     * @param size Memory for keys and values. Defaults to a quarter of the machine's
     * available memory or of the container's limit, whichever is smaller.
     * @param prefixCaching Whether to reuse cached keys and values for prompts that share
     * a prefix with earlier sequences.
     * @param saltByKey Whether only requests with the same API key share prefixes.
     */
    public record KvCache(@Nullable DataSize size, @DefaultValue("true") boolean prefixCaching,
            @DefaultValue("false") boolean saltByKey) {

        public KvCache {
            require(size == null || size.toBytes() > 0, "inkwell.kv-cache.size must be more than 0", size);
        }

    }

    /**
     * @param maxSequences Maximum number of sequences that are generated at once.
     * @param maxWaiting Maximum number of sequences that wait for a slot.
     * @param maxPrefillTokens Maximum number of prompt tokens in a step without decoding.
     * @param targetStep Time of a step that also decodes, which prompt tokens fill. By
     * default about twice that of a step without prompts.
     * @param maxPrefillTokensBesideDecode Fixed number of prompt tokens in a step that
     * also decodes, which replaces the time.
     * @param priorityAgeing Waiting time after which a sequence counts as one priority
     * higher.
     */
    public record Scheduler(@DefaultValue("64") int maxSequences, @DefaultValue("1024") int maxWaiting,
            @DefaultValue("512") int maxPrefillTokens, @Nullable Duration targetStep,
            @Nullable Integer maxPrefillTokensBesideDecode, @DefaultValue("10s") Duration priorityAgeing) {

        public Scheduler {
            requireAtLeast("inkwell.scheduler.max-sequences", maxSequences, 1);
            requireAtLeast("inkwell.scheduler.max-waiting", maxWaiting, 1);
            requireAtLeast("inkwell.scheduler.max-prefill-tokens", maxPrefillTokens, 1);
            require(targetStep == null || targetStep.compareTo(Duration.ZERO) > 0,
                    "inkwell.scheduler.target-step must be more than 0", targetStep);
            require(maxPrefillTokensBesideDecode == null || targetStep == null,
                    "inkwell.scheduler.max-prefill-tokens-beside-decode must be absent with target-step",
                    maxPrefillTokensBesideDecode);
            requireAtLeast("inkwell.scheduler.max-prefill-tokens-beside-decode",
                    (maxPrefillTokensBesideDecode != null) ? maxPrefillTokensBesideDecode : 1, 1);
            require(priorityAgeing.compareTo(Duration.ZERO) > 0
                    && priorityAgeing.compareTo(RequestLimits.MAX_PRIORITY_AGEING) <= 0,
                    "inkwell.scheduler.priority-ageing must be more than 0 and at most 1d", priorityAgeing);
        }

    }

    /**
     * Names follow vLLM where it has the setting.
     *
     * @param method Source of draft tokens.
     * @param numSpeculativeTokens Maximum number of draft tokens per sequence and step.
     * @param promptLookupMin Minimum n-gram length for prompt lookup.
     * @param promptLookupMax Maximum n-gram length for prompt lookup.
     * @param maxRows Maximum rows of a step: one for each running sequence and each draft
     * token.
     * @param sampled Whether to draft for sampled sequences too, not only for greedy
     * ones.
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

    /** Source of draft tokens. */
    public enum SpeculationMethod {

        NONE, NGRAM

    }

    /**
     * @param unknownFields Handling of unknown request fields.
     */
    public record Requests(@DefaultValue("refuse") UnknownFields unknownFields) {
    }

    /**
     * @param enabled Whether to serve the explanation endpoints.
     * @param threads Number of threads that compute explanations.
     * @param maxWaiting Maximum number of explanations that wait for a thread.
     * @param maxTokens Maximum number of tokens of an explained sequence, including
     * generated tokens.
     * @param maxNewTokens Maximum number of generated tokens when each token costs a full
     * forward pass.
     * @param maxTexts Maximum number of prompts per request.
     * @param maxTop Maximum number of most likely tokens per position.
     * @param maxNumbers Maximum number of tensor values in a response.
     * @param idleTimeout Idle time after which float32 weights loaded for explanations
     * are released.
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
     * @param enabled Whether to serve the studio.
     */
    public record Studio(@DefaultValue("true") boolean enabled) {
    }

    /**
     * Authentication. Without API keys and {@code anonymous}, only this machine has
     * access.
     *
     * @param apiKeys API keys that stay valid as long as the service runs.
     * @param apiKeysFile File with more API keys, reloaded when it changes.
     * @param anonymous Whether to disable authentication.
     * @param publicMetrics Whether metrics need no API key.
     * @param allowedHosts Hosts, in addition to those of this machine, that requests may
     * name.
     */
    public record Security(@DefaultValue List<ApiKey> apiKeys, @Nullable String apiKeysFile,
            @DefaultValue("false") boolean anonymous, @DefaultValue("false") boolean publicMetrics,
            @DefaultValue List<String> allowedHosts) {

        public Security {
            apiKeys = List.copyOf(apiKeys);
            List<String> ids = apiKeys.stream().map(ApiKey::id).toList();
            require(Set.copyOf(ids).size() == ids.size(),
                    "inkwell.security.api-keys: the id of each key must be unique", ids);
            apiKeysFile = (apiKeysFile == null || apiKeysFile.isBlank()) ? null : apiKeysFile;
            require(!anonymous || (apiKeys.isEmpty() && apiKeysFile == null),
                    "inkwell.security.anonymous must be false if API keys are set", anonymous);
            allowedHosts = new HostSettings(false, allowedHosts).allowed();
        }

        /** The hosts that requests may name. */
        public HostSettings hosts() {
            return new HostSettings(!hasKeys() && !this.anonymous, this.allowedHosts);
        }

        public boolean hasKeys() {
            return !this.apiKeys.isEmpty() || this.apiKeysFile != null;
        }

    }

    /**
     * @param heartbeat Interval without events after which a stream sends a comment; 0
     * disables comments.
     * @param maxUnreadSize Maximum size of stream events that a client leaves unread.
     * @param unreadTimeout Maximum time for which a client may leave sent data
     * unacknowledged.
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
     * @param drain Time for running requests to finish during shutdown.
     */
    public record Shutdown(@DefaultValue("30s") Duration drain) {

        public Shutdown {
            require(!drain.isNegative(), "inkwell.shutdown.drain must be 0 or more", drain);
        }

    }

}
