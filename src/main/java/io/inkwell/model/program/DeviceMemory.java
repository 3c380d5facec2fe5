package io.inkwell.model.program;

import java.lang.management.MemoryUsage;
import java.util.Locale;
import java.util.stream.Stream;

import ai.djl.util.cuda.CudaUtils;
import org.jspecify.annotations.Nullable;

/** The memory of CUDA devices, and the errors of PyTorch's allocators. */
public final class DeviceMemory {

    private DeviceMemory() {
    }

    /** The bytes that are free on a CUDA device now. */
    public static long freeBytes(ComputeDevice device) {
        MemoryUsage usage = CudaUtils.getGpuMemory(device.djl());
        return usage.getMax() - usage.getUsed();
    }

    /**
     * Whether a failure means that PyTorch could not allocate memory. Its exceptions
     * reach Java as text: "CUDA out of memory. Tried to allocate ..." or
     * "DefaultCPUAllocator: can't allocate memory: ...".
     */
    public static boolean isExhausted(Throwable failure) {
        return Stream.<@Nullable Throwable>iterate(failure, (each) -> each != null, Throwable::getCause)
            .map((each) -> String.valueOf(each.getMessage()).toLowerCase(Locale.ROOT))
            .anyMatch((message) -> message.contains("out of memory") || message.contains("can't allocate memory"));
    }

}
