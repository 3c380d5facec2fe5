package io.inkwell.startup;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.core.type.AnnotatedTypeMetadata;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

import io.inkwell.finetuning.Database;
import io.inkwell.finetuning.FineTuningFolder;
import io.inkwell.finetuning.FineTuningLimits;
import io.inkwell.finetuning.RandomIds;
import io.inkwell.finetuning.api.FineTuning;
import io.inkwell.finetuning.file.FileStore;
import io.inkwell.finetuning.job.JobSystem;
import io.inkwell.finetuning.job.ServedModels;
import io.inkwell.finetuning.process.ProcessSettings;
import io.inkwell.observability.FineTuningGauges;
import io.inkwell.observability.FineTuningMeters;
import io.inkwell.registry.ModelRegistry;
import io.inkwell.registry.adapter.Adapters;
import io.inkwell.settings.FineTuningSettings;
import io.inkwell.settings.InkwellProperties;
import io.inkwell.settings.ModelSpecs;

/**
 * Configures fine-tuning, if there is a folder for it. Without one, nothing of it is
 * loaded.
 */
@Configuration(proxyBeanMethods = false)
@Conditional(FineTuningConfiguration.HasFolder.class)
class FineTuningConfiguration {

    private static final int MAX_WAITING_CALLS = 1000;

    /** Fewer than there are connections to the database. */
    private static final int MAX_CALLS = 4;

    @Bean
    FineTuningFolder fineTuningFolder(InkwellProperties properties) {
        String folder = String.valueOf(properties.fineTuning().folder());
        try {
            return FineTuningFolder.open(Path.of(folder));
        }
        catch (IOException ex) {
            throw StartupFailure.fineTuning(folder, ex);
        }
    }

    @Bean
    Database fineTuningDatabase(InkwellProperties properties, FineTuningFolder folder) {
        FineTuningSettings.DatabaseSettings settings = properties.fineTuning().database();
        try {
            return Database.open(folder, settings.url(), settings.username(), settings.password());
        }
        catch (RuntimeException ex) {
            throw StartupFailure.fineTuningDatabase(String.valueOf(properties.fineTuning().folder()),
                    settings.url() != null, ex);
        }
    }

    @Bean
    FineTuningLimits fineTuningLimits(InkwellProperties properties) {
        FineTuningSettings settings = properties.fineTuning();
        return new FineTuningLimits(settings.maxFileSize().toBytes(), settings.maxFiles(),
                settings.maxTotalSize().toBytes(), settings.maxJobs(), settings.maxEndedJobs());
    }

    @Bean
    RandomIds randomIds() {
        return new RandomIds(new SecureRandom());
    }

    @Bean
    FileStore fileStore(InkwellProperties properties, Database database, FineTuningFolder folder,
            FineTuningLimits limits, RandomIds ids, InstantSource clock) {
        FileStore files = new FileStore(database, folder, limits, ids, clock);
        try {
            files.deleteInterrupted();
            return files;
        }
        catch (IOException ex) {
            throw StartupFailure.fineTuning(String.valueOf(properties.fineTuning().folder()), ex);
        }
    }

    @Bean
    JobSystem jobSystem(InkwellProperties properties, Database database, FineTuningFolder folder, FileStore files,
            ModelRegistry models, Adapters adapters, ModelSpecs specs, FineTuningLimits limits, FineTuningMeters meters,
            RandomIds ids, InstantSource clock) {
        FineTuningSettings settings = properties.fineTuning();
        ProcessSettings process = new ProcessSettings(settings.device(), settings.threads(), settings.heap().toBytes());
        ServedModels served = new ServedModels(models, adapters,
                (name, path) -> specs.onDemand(name, path, settings.kvCacheSize().toBytes(), settings.idleTimeout()),
                settings.idleTimeout());
        return JobSystem.open(database, folder, files, served, limits, process, settings.organization(),
                properties.shutdown().drain(), meters, ids, clock);
    }

    @Bean(destroyMethod = "dispose")
    Scheduler fineTuningScheduler() {
        return Schedulers.newBoundedElastic(MAX_CALLS, MAX_WAITING_CALLS, "fine-tuning-calls", 60, true);
    }

    @Bean
    FineTuning fineTuning(InkwellProperties properties, FileStore files, JobSystem jobs, RandomIds ids,
            Scheduler fineTuningScheduler) {
        return new FineTuning(files, jobs.service(), jobs.models(), ids, fineTuningScheduler,
                properties.fineTuning().organization(), properties.limits().bodyTimeout());
    }

    @Bean
    FineTuningMeters fineTuningMeters(MeterRegistry registry) {
        return new FineTuningMeters(registry);
    }

    @Bean
    FineTuningGauges fineTuningGauges(JobSystem jobs) {
        return new FineTuningGauges(jobs.service());
    }

    /** Jobs run while the service accepts requests. */
    @Bean
    ApplicationListener<ApplicationReadyEvent> fineTuningStart(JobSystem jobs) {
        return (event) -> jobs.start();
    }

    /** The job saves its checkpoint while requests drain. */
    @Bean
    ApplicationListener<ContextClosedEvent> fineTuningStop(JobSystem jobs) {
        return (event) -> jobs.worker().stopAll();
    }

    /** Whether the setting has a value. */
    static final class HasFolder implements Condition {

        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return !context.getEnvironment().getProperty(FineTuningSettings.FOLDER, "").isBlank();
        }

    }

}
