package io.inkwell.api;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

import io.inkwell.decoding.NgramLookup;
import io.inkwell.engine.request.EngineListener;
import io.inkwell.engine.request.PrefillLimit;
import io.inkwell.engine.request.RequestLimits;
import io.inkwell.engine.request.SchedulerLimits;
import io.inkwell.engine.request.Speculation;
import io.inkwell.error.FileProblem;
import io.inkwell.model.checkpoint.Precision;
import io.inkwell.model.program.ComputeDevice;
import io.inkwell.model.program.DeviceChoice;
import io.inkwell.model.program.DeviceMemory;
import io.inkwell.model.program.DjlRuntime;
import io.inkwell.model.program.Processor;
import io.inkwell.model.program.WeightOptions;
import io.inkwell.registry.FreeMemory;
import io.inkwell.registry.InsufficientMemoryException;
import io.inkwell.registry.LoadedModel;
import io.inkwell.registry.MemoryBudget;
import io.inkwell.registry.MemoryShares;
import io.inkwell.registry.ModelOptions;
import io.inkwell.registry.ModelRegistry;
import io.inkwell.registry.ModelSource;

/** Opens models with the defaults of the service. */
final class ModelOpener {

    static final int MAX_SEQUENCES = 64;

    static final int MAX_PROMPT_BYTES = 1 << 20;

    /** No deadline: the program cancels what takes too long. */
    static final SchedulerLimits LIMITS = new SchedulerLimits(512, new PrefillLimit.StepTime(Optional.empty()),
            new RequestLimits(1024, 262144, RequestLimits.NO_DEADLINE, Duration.ofSeconds(10)),
            new Speculation(7, new NgramLookup(2, 8), 8, false));

    private final InkwellOptions options;

    ModelOpener(InkwellOptions options) {
        this.options = options;
    }

    /**
     * @throws InkwellException if the model cannot be opened
     */
    LoadedModel open(String model) {
        try {
            String location = model.equals(ModelRegistry.DEFAULT) ? ModelSource.EMBEDDED : model;
            return LoadedModel.load(ModelSource.of(location), modelOptions(), Instant.now(),
                    (devices) -> EngineListener.NONE, System::nanoTime);
        }
        catch (IOException ex) {
            throw cannotOpen(model, FileProblem.describe(ex), ex);
        }
        catch (InvalidPathException ex) {
            throw cannotOpen(model, "it is not a path: " + ex.getReason(), ex);
        }
        catch (InsufficientMemoryException ex) {
            throw cannotOpen(model, String.valueOf(ex.getMessage()), ex);
        }
    }

    private static InkwellException cannotOpen(String model, String reason, Exception cause) {
        return new InkwellException(InkwellException.Kind.CANNOT_OPEN,
                "model \"" + model + "\" cannot be opened: " + reason, cause);
    }

    private ModelOptions modelOptions() throws IOException {
        Processor processor = Processor.current();
        int cores = Runtime.getRuntime().availableProcessors();
        DjlRuntime.useThreads((this.options.threads() > 0) ? this.options.threads() : cores);
        DjlRuntime.useKernels(processor.fastestKernels());
        ComputeDevice device = new DeviceChoice("device", this.options.device()).device();
        Precision precision = device.isCuda() ? cudaPrecision() : cpuPrecision(processor);
        long left = device.isCuda() ? Long.MAX_VALUE : MemoryBudget.current().left();
        return new ModelOptions(WeightOptions.of(precision), List.of(device), 1, cacheBytes(device),
                new MemoryShares(left), MAX_SEQUENCES, true, LIMITS, false, null, MAX_PROMPT_BYTES);
    }

    private Precision cudaPrecision() {
        return switch (this.options.dtype()) {
            case FLOAT32 -> Precision.FLOAT32;
            case BFLOAT16 -> Precision.BFLOAT16;
            case AUTO, FLOAT16 -> Precision.FLOAT16;
            case INT8 -> throw unsupported("auto, float32, float16, bfloat16", "CUDA devices");
        };
    }

    private Precision cpuPrecision(Processor processor) {
        if (this.options.dtype() == Dtype.AUTO) {
            return processor.fastest();
        }
        Precision precision = Precision.valueOf(this.options.dtype().name());
        if (!processor.supports(precision)) {
            throw unsupported("auto, " + Arrays.stream(Precision.values())
                .filter(processor::supports)
                .map(Precision::label)
                .collect(Collectors.joining(", ")), "this " + processor.architecture() + " processor");
        }
        return precision;
    }

    private IllegalArgumentException unsupported(String supported, String where) {
        return new IllegalArgumentException("dtype must be one of " + supported + " on " + where + "; given: "
                + this.options.dtype().name().toLowerCase(Locale.ROOT));
    }

    private long cacheBytes(ComputeDevice device) {
        if (this.options.kvCacheBytes() > 0) {
            return this.options.kvCacheBytes();
        }
        return device.isCuda() ? DeviceMemory.freeBytes(device) : FreeMemory.bytes() / 4;
    }

}
