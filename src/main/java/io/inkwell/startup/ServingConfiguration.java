package io.inkwell.startup;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.http.codec.CodecCustomizer;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.type.LogicalType;

import io.inkwell.access.ApiKey;
import io.inkwell.access.RequestKey;
import io.inkwell.chat.TemplateSource;
import io.inkwell.completion.CompletionService;
import io.inkwell.completion.EmbeddingService;
import io.inkwell.completion.prompt.TokenizationService;
import io.inkwell.decoding.NgramLookup;
import io.inkwell.engine.request.PrefillLimit;
import io.inkwell.engine.request.RequestLimits;
import io.inkwell.engine.request.SchedulerLimits;
import io.inkwell.engine.request.Speculation;
import io.inkwell.limits.BodyTimeout;
import io.inkwell.limits.OpenBytes;
import io.inkwell.limits.TextInSchedulers;
import io.inkwell.model.program.ComputeDevice;
import io.inkwell.model.program.Kernels;
import io.inkwell.model.program.Processor;
import io.inkwell.model.program.WeightOptions;
import io.inkwell.openai.CacheSalts;
import io.inkwell.observability.StepTimeLimit;
import io.inkwell.openai.CompletionLimits;
import io.inkwell.registry.MemoryShares;
import io.inkwell.registry.ModelOptions;
import io.inkwell.registry.ModelSpec;
import io.inkwell.settings.InkwellProperties;
import io.inkwell.settings.LimitSettings;
import io.inkwell.settings.KernelsChoice;
import io.inkwell.web.CorsSettings;
import io.inkwell.web.HostSettings;
import io.inkwell.web.fields.FiniteNumbers;
import io.inkwell.web.fields.SamplingLimits;
import io.inkwell.web.fields.StopLimits;
import io.inkwell.web.fields.UnknownFields;
import io.inkwell.web.stream.StreamSettings;

/**
 * Configures the service: turns settings into parameters of classes that do not depend on
 * Spring.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(InkwellProperties.class)
@Import(ModelConfiguration.class)
public class ServingConfiguration {

    private static final Logger logger = LoggerFactory.getLogger(ServingConfiguration.class);

    /** A body of token ids takes up to 15 times its bytes while it is parsed. */
    private static final int HEAP_PER_OPEN_BYTE = 16;

    @Bean
    InstantSource clock() {
        return Clock.systemUTC();
    }

    /**
     * The options for loading a model.
     * @param template replaces the template of the model; null for none
     */
    public static ModelOptions options(InkwellProperties properties, ModelSpec spec, List<ComputeDevice> devices,
            MemoryShares memory, @Nullable TemplateSource template) {
        InkwellProperties.Scheduler scheduler = properties.scheduler();
        SchedulerLimits limits = new SchedulerLimits(scheduler.maxPrefillTokens(), prefillLimit(scheduler),
                new RequestLimits(scheduler.maxWaiting(), properties.limits().waitingPromptTokens(),
                        properties.limits().requestDeadline(), scheduler.priorityAgeing()),
                speculation(properties.speculation()));
        return new ModelOptions(new WeightOptions(spec.precision(), properties.modelCheck()), devices,
                spec.numReplicas(), spec.kvCacheBytes(), memory, scheduler.maxSequences(),
                properties.kvCache().prefixCaching(), limits,
                properties.generationConfig() == InkwellProperties.GenerationConfigChoice.MODEL, template,
                Math.toIntExact(properties.limits().maxPromptBytes().toBytes()));
    }

    private static PrefillLimit prefillLimit(InkwellProperties.Scheduler settings) {
        return (settings.maxPrefillTokensBesideDecode() != null)
                ? new PrefillLimit.Tokens(settings.maxPrefillTokensBesideDecode())
                : new PrefillLimit.StepTime(Optional.ofNullable(settings.targetStep()));
    }

    private static Speculation speculation(InkwellProperties.Speculation settings) {
        return switch (settings.method()) {
            case NONE -> Speculation.NONE;
            case NGRAM -> new Speculation(settings.numSpeculativeTokens(),
                    new NgramLookup(settings.promptLookupMin(), settings.promptLookupMax()), settings.maxRows(),
                    settings.sampled());
        };
    }

    static Kernels kernels(KernelsChoice choice, Processor processor) {
        Kernels kernels = choice.on(processor);
        if (choice != KernelsChoice.AUTO && !choice.label().equals(kernels.label())) {
            logger.warn("Kernels {} are not supported on this processor; using {}", choice.label(), kernels.label());
        }
        return kernels;
    }

    /**
     * Parses request bodies and tokenizes prompts on separate threads, so that a long
     * prompt delays neither event loops nor engines nor streams.
     */
    @Bean(destroyMethod = "dispose")
    Scheduler textInScheduler() {
        return Schedulers.newParallel("text-in", Runtime.getRuntime().availableProcessors(), true);
    }

    /** The same for large bodies and prompts, one at a time. */
    @Bean(destroyMethod = "dispose")
    Scheduler largeTextInScheduler() {
        return Schedulers.newSingle("text-in-large", true);
    }

    /**
     * Compiles forms of output, one at a time. One form may take seconds, whatever its
     * size.
     */
    @Bean(destroyMethod = "dispose")
    Scheduler formScheduler() {
        return Schedulers.newSingle("form-in", true);
    }

    @Bean
    TextInSchedulers textInSchedulers(Scheduler textInScheduler, Scheduler largeTextInScheduler,
            Scheduler formScheduler, InkwellProperties properties) {
        return new TextInSchedulers(textInScheduler, largeTextInScheduler, formScheduler,
                properties.limits().requestDeadline(), System::nanoTime);
    }

    @Bean
    BodyTimeout bodyTimeout(InkwellProperties properties) {
        return new BodyTimeout(properties.limits().bodyTimeout());
    }

    @Bean
    OpenBytes openBytes(InkwellProperties properties) {
        LimitSettings limits = properties.limits();
        return new OpenBytes((limits.maxOpenBytes() != null) ? limits.maxOpenBytes().toBytes()
                : Math.max(limits.maxBodySize().toBytes(), Runtime.getRuntime().maxMemory() / HEAP_PER_OPEN_BYTE));
    }

    /** Detokenizes and writes responses. */
    @Bean(destroyMethod = "dispose")
    Scheduler textOutScheduler() {
        return Schedulers.newParallel("text-out", Runtime.getRuntime().availableProcessors(), true);
    }

    @Bean
    CompletionService completionService(TextInSchedulers textIn, Scheduler textOutScheduler,
            InkwellProperties properties) {
        SecureRandom random = new SecureRandom();
        // 53 bits: clients may store the seed as a double.
        return new CompletionService(textIn, textOutScheduler, () -> random.nextLong() >>> 11, System::nanoTime,
                properties.limits().maxLogprobEntries());
    }

    @Bean
    EmbeddingService embeddingService(TextInSchedulers textIn) {
        return new EmbeddingService(textIn, System::nanoTime);
    }

    @Bean
    TokenizationService tokenizationService(TextInSchedulers textIn) {
        return new TokenizationService(textIn);
    }

    @Bean
    CompletionLimits completionLimits(InkwellProperties properties) {
        LimitSettings limits = properties.limits();
        return new CompletionLimits(limits.maxChoices(), limits.maxEmbeddingInputs(), limits.maxBeams(),
                limits.maxLogprobs(), limits.clampMaxTokens(),
                new StopLimits(limits.maxStopStrings(), limits.maxStopLength(), limits.maxStopTokenIds()),
                new SamplingLimits(limits.maxLogitBias(), limits.maxBadWords(), limits.maxBadWordLength()));
    }

    @Bean
    CacheSalts cacheSalts(InkwellProperties properties) {
        boolean byKey = properties.kvCache().saltByKey();
        return new CacheSalts((exchange) -> byKey ? RequestKey.of(exchange).map(ApiKey::id) : Optional.empty());
    }

    @Bean
    UnknownFields unknownFields(InkwellProperties properties) {
        return properties.requests().unknownFields();
    }

    @Bean
    StreamSettings streamSettings(InkwellProperties properties) {
        InkwellProperties.Streaming streaming = properties.streaming();
        return new StreamSettings(streaming.heartbeat(), streaming.maxUnreadSize().toBytes(),
                streaming.unreadTimeout());
    }

    @Bean
    StepTimeLimit stepTimeLimit(InkwellProperties properties) {
        return new StepTimeLimit(properties.health().maxStepTime());
    }

    @Bean
    CorsSettings corsSettings(InkwellProperties properties) {
        return properties.cors();
    }

    @Bean
    HostSettings hostSettings(InkwellProperties properties) {
        return properties.security().hosts();
    }

    @Bean
    CodecCustomizer bodySize(InkwellProperties properties) {
        int maxBytes = Math.toIntExact(properties.limits().maxBodySize().toBytes());
        return (codecs) -> codecs.defaultCodecs().maxInMemorySize(maxBytes);
    }

    /**
     * Rejects fields of the wrong type, and prevents NaN and infinity in responses.
     */
    @Bean
    JsonMapperBuilderCustomizer strictJson() {
        return (builder) -> builder.addModule(new FiniteNumbers())
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .withCoercionConfig(LogicalType.Textual, (strings) -> {
                strings.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail);
                strings.setCoercion(CoercionInputShape.Float, CoercionAction.Fail);
                strings.setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
            });
    }

}
