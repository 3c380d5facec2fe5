package io.inkwell.startup;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.tracing.Tracer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.unit.DataSize;
import reactor.core.Disposable;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

import io.inkwell.chat.ChatTemplateException;
import io.inkwell.chat.TemplateSource;
import io.inkwell.error.ServiceException;
import io.inkwell.hub.HubProgress;
import io.inkwell.model.program.ComputeDevice;
import io.inkwell.model.program.DeviceMemory;
import io.inkwell.model.program.DeviceSelection;
import io.inkwell.model.program.DjlRuntime;
import io.inkwell.model.program.Processor;
import io.inkwell.observability.EngineObserver;
import io.inkwell.observability.ServedModel;
import io.inkwell.registry.FreeMemory;
import io.inkwell.registry.InsufficientMemoryException;
import io.inkwell.registry.LoadedModel;
import io.inkwell.registry.MemoryBudget;
import io.inkwell.registry.MemoryShares;
import io.inkwell.registry.ModelLoader;
import io.inkwell.registry.ModelOptions;
import io.inkwell.registry.ModelRegistry;
import io.inkwell.registry.ModelSource;
import io.inkwell.registry.ModelSpec;
import io.inkwell.registry.adapter.AdapterLimits;
import io.inkwell.registry.adapter.AdapterName;
import io.inkwell.registry.adapter.Adapters;
import io.inkwell.registry.adapter.AdaptersFolder;
import io.inkwell.settings.AdapterSettings;
import io.inkwell.settings.InkwellProperties;
import io.inkwell.settings.ModelSpecs;
import io.inkwell.web.RequestModels;

/** Configures the models: loads those of the settings, and divides the memory. */
@Configuration(proxyBeanMethods = false)
class ModelConfiguration {

    private static final Logger logger = LoggerFactory.getLogger(ModelConfiguration.class);

    private static final Duration IDLE_CHECK = Duration.ofSeconds(1);

    /** The devices of all models: only the CPU, or only CUDA devices. */
    @Bean
    DeviceList devices(InkwellProperties properties) {
        DeviceSelection selection = DeviceSelection.parse(properties.devices());
        boolean isCpu = selection.devices().equals(List.of(ComputeDevice.CPU));
        try {
            return new DeviceList(selection.on(isCpu ? 0 : ComputeDevice.numCudaDevices()));
        }
        catch (IllegalArgumentException ex) {
            throw StartupFailure.devices(ex);
        }
        catch (IOException ex) {
            throw StartupFailure.libraries(ex);
        }
    }

    /** The memory of the CPU, from which CUDA devices take nothing that lasts. */
    @Bean
    MemoryShares memoryShares(DeviceList devices) {
        return new MemoryShares(devices.areCuda() ? Long.MAX_VALUE : MemoryBudget.current().left());
    }

    @Bean
    ModelSpecs modelSpecs(InkwellProperties properties, DeviceList devices) {
        DataSize kvCache = properties.kvCache().size();
        return new ModelSpecs(properties, (kvCache != null) ? kvCache.toBytes() : defaultCacheBytes(devices),
                devices.areCuda());
    }

    private static long defaultCacheBytes(DeviceList devices) {
        return devices.areCuda() ? devices.freeBytes(DeviceMemory::freeBytes) : FreeMemory.bytes() / 4;
    }

    @Bean
    ModelLoader modelLoader(InkwellProperties properties, DeviceList devices, MemoryShares memory, MeterRegistry meters,
            ObjectProvider<Tracer> tracers, ObjectProvider<HubProgress> downloads, InstantSource clock) {
        Tracer tracer = tracers.getIfAvailable(() -> Tracer.NOOP);
        TemplateSource template = chatTemplate(properties.chatTemplate());
        HubProgress progress = downloads.getIfAvailable(HubProgress::log);
        return (spec, cancelled) -> {
            logger.info("Loading model {} from {}", spec.name(), spec.location());
            ModelSource source = ModelSource.of(spec.location(), progress.stoppingIf(cancelled)).named(spec.name());
            ModelOptions options = ServingConfiguration.options(properties, spec, devices.devices(), memory, template);
            return LoadedModel.load(source, options, clock.instant(),
                    (names) -> new EngineObserver(meters, tracer, clock, new ServedModel(spec.name(), names)),
                    System::nanoTime);
        };
    }

    private static @Nullable TemplateSource chatTemplate(String setting) {
        try {
            return switch (setting) {
                case "model" -> null;
                case "transcript" -> TemplateSource.TRANSCRIPT;
                default -> TemplateSource.read(Path.of(setting));
            };
        }
        catch (ChatTemplateException ex) {
            throw StartupFailure.chatTemplate(setting, ex);
        }
    }

    @Bean
    ModelRegistry modelRegistry(InkwellProperties properties, ModelSpecs specs, ModelLoader loader, MemoryShares memory,
            InstantSource clock) {
        List<ModelSpec> models = specs.all();
        DjlRuntime.useThreads(threadsPerReplica(properties, models));
        DjlRuntime.useKernels(ServingConfiguration.kernels(properties.kernels(), Processor.current()));
        ModelRegistry registry = new ModelRegistry(loader, memory, properties.unknownModel(), clock);
        models.forEach(registry::add);
        if (properties.models().isEmpty()) {
            loadOne(registry, models.get(0), properties);
            registry.addListener(new ModelLog());
        }
        else {
            registry.addListener(new ModelLog());
            loadAll(registry, models);
        }
        return registry;
    }

    private static int threadsPerReplica(InkwellProperties properties, List<ModelSpec> models) {
        int replicas = models.stream().map(ModelSpec::numReplicas).max(Comparator.naturalOrder()).orElseThrow();
        int cores = Runtime.getRuntime().availableProcessors();
        int threads = (properties.threads() > 0) ? properties.threads() : cores;
        if (cores < replicas) {
            logger.warn("inkwell.replicas={} exceeds the {} available cores; engine threads will compete for CPU",
                    replicas, cores);
        }
        return Math.max(1, threads / replicas);
    }

    private static void loadOne(ModelRegistry registry, ModelSpec spec, InkwellProperties properties) {
        try {
            registry.load(spec.name()).join();
        }
        catch (CompletionException ex) {
            registry.close();
            throw failure(ex, properties);
        }
    }

    private static RuntimeException failure(CompletionException ex, InkwellProperties properties) {
        Throwable cause = ex.getCause();
        if (cause instanceof ChatTemplateException template) {
            return StartupFailure.chatTemplate(properties.chatTemplate(), template);
        }
        if (cause instanceof InsufficientMemoryException memory) {
            return StartupFailure.memory(memory);
        }
        if (cause instanceof IOException file) {
            return StartupFailure.model(properties.model(), file);
        }
        return (cause instanceof RuntimeException unexpected) ? unexpected : ex;
    }

    /** Loads models one after another; one that fails does not stop the others. */
    private static void loadAll(ModelRegistry registry, List<ModelSpec> models) {
        logger.info("{}: {} MB are left for models. KV caches: {}", MemoryBudget.current(),
                MemoryBudget.current().left() >> 20,
                models.stream()
                    .map((model) -> model.name() + " " + (model.kvCacheBytes() >> 20) + " MB")
                    .collect(Collectors.joining(", ")));
        List<String> problems = new ArrayList<>();
        for (ModelSpec spec : models) {
            registry.load(spec.name()).handle((nothing, failure) -> failure).join();
            String problem = registry.status(spec.name()).problem();
            if (problem != null) {
                problems.add(spec.name() + ": " + problem);
            }
        }
        if (problems.size() == models.size()) {
            registry.close();
            throw StartupFailure.models(problems);
        }
    }

    @Bean
    Adapters adapters(ModelRegistry registry, InkwellProperties properties, InstantSource clock) {
        AdapterSettings settings = properties.adapters();
        AdaptersFolder folder = new AdaptersFolder((settings.dir() != null) ? Path.of(settings.dir()) : null);
        Adapters adapters = Adapters.of(registry, folder, new AdapterLimits(settings.max(), settings.maxRank()), clock);
        for (String given : settings.load()) {
            AdapterName name = AdapterName.orOfDefault(given);
            try {
                adapters.load(name.adapter(), name.adapter(), name.base(), false);
            }
            catch (ServiceException ex) {
                throw StartupFailure.adapter(given, ex);
            }
        }
        return adapters;
    }

    @Bean
    RequestModels requestModels(Adapters adapters, Scheduler textInScheduler, InkwellProperties properties) {
        return new RequestModels(adapters, textInScheduler, properties.limits().modelLoadWait(),
                properties.scheduler().maxWaiting());
    }

    /** Unloads models and adapters that have been idle for long. */
    @Bean(destroyMethod = "dispose")
    Disposable idleModels(ModelRegistry registry, Adapters adapters) {
        Scheduler timer = Schedulers.newSingle("idle-models", true);
        timer.schedulePeriodically(() -> {
            registry.unloadIdle();
            adapters.unloadIdle();
        }, IDLE_CHECK.toMillis(), IDLE_CHECK.toMillis(), TimeUnit.MILLISECONDS);
        return timer;
    }

}
