package io.inkwell.settings;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.inkwell.model.checkpoint.Precision;
import io.inkwell.model.program.Processor;
import io.inkwell.registry.ModelSource;
import io.inkwell.registry.ModelSpec;

/**
 * Completes the settings of models with those of the service.
 *
 * @param kvCacheBytes the size of all KV caches of a device
 * @param onCuda whether the devices are CUDA devices
 */
public record ModelSpecs(InkwellProperties properties, long kvCacheBytes, boolean onCuda) {

    private static final Logger logger = LoggerFactory.getLogger(ModelSpecs.class);

    /** The models of the settings; the first is the default of requests. */
    public List<ModelSpec> all() {
        List<ModelSettings> models = this.properties.models();
        if (models.isEmpty()) {
            return List.of(single());
        }
        double defaultShare = ModelSettings.defaultShare(models);
        return models.stream().map((model) -> of(model, defaultShare)).toList();
    }

    private ModelSpec single() {
        List<String> names = this.properties.servedModelName();
        String location = this.properties.model();
        return new ModelSpec(names.isEmpty() ? ModelSource.nameOf(location) : names.get(0),
                names.subList(Math.min(1, names.size()), names.size()), location,
                precision(this.properties.precision()), this.properties.replicas(), this.kvCacheBytes, null);
    }

    /**
     * A model that is added to others.
     * @param defaultShare the share of the KV cache if the settings have none
     */
    public ModelSpec of(ModelSettings model, double defaultShare) {
        double share = (model.kvCacheShare() != null) ? model.kvCacheShare() : defaultShare;
        return new ModelSpec(model.name(), model.aliases(), model.source(),
                precision((model.precision() != null) ? model.precision() : this.properties.precision()),
                (model.replicas() != null) ? model.replicas() : this.properties.replicas(),
                Math.max(1, (long) (share * this.kvCacheBytes)), model.idleTimeout());
    }

    /**
     * A model that is loaded on request and may leave memory.
     * @param folder where it is
     * @param cacheBytes the size of its KV caches
     */
    public ModelSpec onDemand(String name, Path folder, long cacheBytes, Duration idleTimeout) {
        return new ModelSpec(name, List.of(), folder.toString(), precision(this.properties.precision()), 1, cacheBytes,
                idleTimeout);
    }

    /** The precision of a choice on the devices. */
    Precision precision(PrecisionChoice choice) {
        if (this.onCuda) {
            return cudaPrecision(choice);
        }
        Processor processor = Processor.current();
        Precision precision = choice.on(processor);
        if (choice != PrecisionChoice.AUTO && !choice.label().equals(precision.label())) {
            logger.warn("Precision {} is not supported on this {} processor; using {}", choice.label(),
                    processor.architecture(), precision.label());
        }
        return precision;
    }

    private static Precision cudaPrecision(PrecisionChoice choice) {
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

}
