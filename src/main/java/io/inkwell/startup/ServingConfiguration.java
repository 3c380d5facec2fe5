package io.inkwell.startup;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.InstantSource;
import java.util.List;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.tracing.Tracer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.http.codec.CodecCustomizer;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.unit.DataSize;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.type.LogicalType;

import io.inkwell.chat.ChatTemplateException;
import io.inkwell.chat.TemplateSource;
import io.inkwell.completion.CompletionService;
import io.inkwell.completion.EmbeddingService;
import io.inkwell.completion.TokenizationService;
import io.inkwell.decoding.NgramLookup;
import io.inkwell.engine.request.RequestLimits;
import io.inkwell.engine.request.SchedulerLimits;
import io.inkwell.engine.request.Speculation;
import io.inkwell.model.checkpoint.Precision;
import io.inkwell.model.program.ComputeDevice;
import io.inkwell.model.program.DeviceSelection;
import io.inkwell.model.program.DjlRuntime;
import io.inkwell.model.program.Kernels;
import io.inkwell.model.program.Processor;
import io.inkwell.model.program.WeightOptions;
import io.inkwell.observability.EngineObserver;
import io.inkwell.observability.ServedModel;
import io.inkwell.openai.CompletionLimits;
import io.inkwell.registry.FreeMemory;
import io.inkwell.registry.InsufficientMemoryException;
import io.inkwell.registry.LoadedModel;
import io.inkwell.registry.MemoryBudget;
import io.inkwell.registry.ModelOptions;
import io.inkwell.registry.ModelRegistry;
import io.inkwell.registry.ModelSource;
import io.inkwell.registry.ServedNames;
import io.inkwell.settings.InkwellProperties;
import io.inkwell.web.CorsSettings;
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
public class ServingConfiguration {

    private static final Logger logger = LoggerFactory.getLogger(ServingConfiguration.class);

    @Bean
    InstantSource clock() {
        return Clock.systemUTC();
    }

    @Bean
    ModelRegistry modelRegistry(InkwellProperties properties, MeterRegistry meters, ObjectProvider<Tracer> tracers,
            InstantSource clock) {
        DjlRuntime.useThreads(threadsPerReplica(properties));
        DjlRuntime.useKernels(kernels(properties.kernels(), Processor.current()));
        Tracer tracer = tracers.getIfAvailable(() -> Tracer.NOOP);
        try {
            ServedNames names = new ServedNames(properties.servedModelName(), properties.unknownModel());
            ModelSource source = names.rename(ModelSource.of(properties.model()));
            logger.info("Loading model {} from {}", source.name(), properties.model());
            return new ModelRegistry(LoadedModel.load(source, options(properties), clock.instant(),
                    (devices) -> new EngineObserver(meters, tracer, clock, new ServedModel(source.name(), devices)),
                    System::nanoTime), names);
        }
        catch (ChatTemplateException ex) {
            throw StartupFailure.chatTemplate(properties.chatTemplate(), ex);
        }
        catch (InsufficientMemoryException ex) {
            throw StartupFailure.memory(ex);
        }
        catch (IOException ex) {
            throw StartupFailure.model(properties.model(), ex);
        }
    }

    private static int threadsPerReplica(InkwellProperties properties) {
        int cores = Runtime.getRuntime().availableProcessors();
        int threads = (properties.threads() > 0) ? properties.threads() : cores;
        if (cores < properties.replicas()) {
            logger.warn("inkwell.replicas={} exceeds the {} available cores; engine threads will compete for CPU",
                    properties.replicas(), cores);
        }
        else if (threads < properties.replicas()) {
            logger.warn("inkwell.replicas={} exceeds inkwell.threads={}; each replica uses one thread",
                    properties.replicas(), threads);
        }
        return Math.max(1, threads / properties.replicas());
    }

    public static ModelOptions options(InkwellProperties properties) throws ChatTemplateException {
        InkwellProperties.Scheduler scheduler = properties.scheduler();
        SchedulerLimits limits = new SchedulerLimits(scheduler.maxPrefillTokens(),
                scheduler.maxPrefillTokensBesideDecode(), new RequestLimits(scheduler.maxWaiting(),
                        properties.limits().waitingPromptTokens(), properties.limits().requestDeadline()),
                speculation(properties.speculation()));
        List<ComputeDevice> devices = devices(properties.devices());
        WeightOptions weights = new WeightOptions(precision(properties.precision(), devices), properties.modelCheck());
        return new ModelOptions(weights, devices, properties.replicas(),
                kvCacheBytes(properties.kvCache().size(), devices), MemoryBudget.current().left(),
                scheduler.maxSequences(), properties.kvCache().prefixCaching(), limits,
                properties.generationConfig() == InkwellProperties.GenerationConfigChoice.MODEL,
                chatTemplate(properties.chatTemplate()));
    }

    private static List<ComputeDevice> devices(List<String> names) {
        DeviceSelection selection = DeviceSelection.parse(names);
        boolean isCpu = selection.devices().equals(List.of(ComputeDevice.CPU));
        try {
            return selection.on(isCpu ? 0 : ComputeDevice.numCudaDevices());
        }
        catch (IllegalArgumentException ex) {
            throw StartupFailure.devices(ex);
        }
    }

    private static long kvCacheBytes(@Nullable DataSize size, List<ComputeDevice> devices) {
        if (size != null) {
            return size.toBytes();
        }
        return devices.get(0).isCuda() ? Long.MAX_VALUE : FreeMemory.bytes() / 4;
    }

    private static Speculation speculation(InkwellProperties.Speculation settings) {
        return switch (settings.method()) {
            case NONE -> Speculation.NONE;
            case NGRAM -> new Speculation(settings.numSpeculativeTokens(),
                    new NgramLookup(settings.promptLookupMin(), settings.promptLookupMax()), settings.maxRows(),
                    settings.sampled());
        };
    }

    private static @Nullable TemplateSource chatTemplate(String setting) throws ChatTemplateException {
        return switch (setting) {
            case "model" -> null;
            case "transcript" -> TemplateSource.TRANSCRIPT;
            default -> TemplateSource.read(Path.of(setting));
        };
    }

    static Kernels kernels(InkwellProperties.KernelsChoice choice, Processor processor) {
        Kernels kernels = choice.on(processor);
        if (choice != InkwellProperties.KernelsChoice.AUTO && !choice.label().equals(kernels.label())) {
            logger.warn("Kernels {} are not supported on this processor; using {}", choice.label(), kernels.label());
        }
        return kernels;
    }

    static Precision precision(InkwellProperties.PrecisionChoice choice, List<ComputeDevice> devices) {
        if (devices.get(0).isCuda()) {
            return cudaPrecision(choice);
        }
        Processor processor = Processor.current();
        Precision precision = choice.on(processor);
        if (choice != InkwellProperties.PrecisionChoice.AUTO && !choice.label().equals(precision.label())) {
            logger.warn("Precision {} is not supported on this {} processor; using {}", choice.label(),
                    processor.architecture(), precision.label());
        }
        return precision;
    }

    private static Precision cudaPrecision(InkwellProperties.PrecisionChoice choice) {
        return switch (choice) {
            case FLOAT32 -> Precision.FLOAT32;
            case BFLOAT16 -> Precision.BFLOAT16;
            case AUTO, FLOAT16 -> Precision.FLOAT16;
            case INT8 -> {
                logger.warn("Precision int8 is not supported on CUDA devices; using float16");
                yield Precision.FLOAT16;
            }
        };
    }

    /**
     * Parses request bodies and tokenizes prompts on separate threads, so that a long
     * prompt delays neither event loops nor engines nor streams.
     */
    @Bean(destroyMethod = "dispose")
    Scheduler textInScheduler() {
        return Schedulers.newParallel("text-in", Runtime.getRuntime().availableProcessors(), true);
    }

    /** Detokenizes and writes responses. */
    @Bean(destroyMethod = "dispose")
    Scheduler textOutScheduler() {
        return Schedulers.newParallel("text-out", Runtime.getRuntime().availableProcessors(), true);
    }

    @Bean
    CompletionService completionService(ModelRegistry registry, Scheduler textInScheduler, Scheduler textOutScheduler,
            InkwellProperties properties) {
        SecureRandom random = new SecureRandom();
        // 53 bits: clients may store the seed as a double.
        return new CompletionService(registry, textInScheduler, textOutScheduler, () -> random.nextLong() >>> 11,
                System::nanoTime, properties.limits().maxLogprobEntries());
    }

    @Bean
    EmbeddingService embeddingService(ModelRegistry registry, Scheduler textInScheduler) {
        return new EmbeddingService(registry, textInScheduler, System::nanoTime);
    }

    @Bean
    TokenizationService tokenizationService(ModelRegistry registry, Scheduler textInScheduler) {
        return new TokenizationService(registry, textInScheduler);
    }

    @Bean
    CompletionLimits completionLimits(InkwellProperties properties) {
        InkwellProperties.Limits limits = properties.limits();
        return new CompletionLimits(limits.maxChoices(), limits.maxEmbeddingInputs(), limits.maxBeams(),
                limits.maxLogprobs(), limits.clampMaxTokens(),
                new StopLimits(limits.maxStopStrings(), limits.maxStopLength(), limits.maxStopTokenIds()),
                new SamplingLimits(limits.maxLogitBias(), limits.maxBadWords(), limits.maxBadWordLength()));
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
    CorsSettings corsSettings(InkwellProperties properties) {
        return properties.cors();
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
