package io.inkwell.model.program;

import java.io.IOException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.engine.StandardCapabilities;

/**
 * A device that runs forward passes: the CPU, or a CUDA device.
 *
 * @param cudaIndex the index of the CUDA device; {@value #NONE} for the CPU
 */
public record ComputeDevice(int cudaIndex) {

    /** The CPU, with as many threads as {@link DjlRuntime#useThreads} says. */
    public static final ComputeDevice CPU = new ComputeDevice(ComputeDevice.NONE);

    private static final int NONE = -1;

    private static final Pattern CUDA = Pattern.compile("cuda:(0|[1-9][0-9]{0,3})");

    public ComputeDevice {
        if (cudaIndex < NONE) {
            throw new IllegalArgumentException("the index of a device must be at least 0; given: " + cudaIndex);
        }
    }

    public static ComputeDevice cuda(int index) {
        return new ComputeDevice(index);
    }

    /** The device with a name as {@link #toString} returns it; empty for other texts. */
    public static Optional<ComputeDevice> parse(String name) {
        if (name.equals(CPU.toString())) {
            return Optional.of(CPU);
        }
        return Optional.of(CUDA.matcher(name))
            .filter(Matcher::matches)
            .map((matcher) -> cuda(Integer.parseInt(matcher.group(1))));
    }

    /** The names of the devices of a machine with so many CUDA devices. */
    public static String names(int numCudaDevices) {
        return CPU + ((numCudaDevices == 0) ? " only"
                : " or " + cuda(0) + ((numCudaDevices == 1) ? "" : " to " + cuda(numCudaDevices - 1)));
    }

    /**
     * The number of CUDA devices that PyTorch can use: none if it was built without CUDA.
     * Starts PyTorch.
     * @throws IOException if its libraries cannot be extracted; the message says why
     */
    public static int numCudaDevices() throws IOException {
        Engine engine = NativeLibraries.start(() -> Engine.getEngine("PyTorch"));
        return engine.hasCapability(StandardCapabilities.CUDA) ? engine.getGpuCount() : 0;
    }

    static ComputeDevice of(Device device) {
        return device.isGpu() ? cuda(device.getDeviceId()) : CPU;
    }

    Device djl() {
        return isCuda() ? Device.gpu(this.cudaIndex) : Device.cpu();
    }

    public boolean isCuda() {
        return this.cudaIndex != NONE;
    }

    /** The name in settings, logs and metrics: {@code cpu} or {@code cuda:0}. */
    @Override
    public String toString() {
        return isCuda() ? "cuda:" + this.cudaIndex : "cpu";
    }

}
