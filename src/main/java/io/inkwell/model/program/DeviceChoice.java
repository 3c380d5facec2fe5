package io.inkwell.model.program;

import java.io.IOException;
import java.util.Optional;

/**
 * One device by name.
 *
 * @param field the option that has the name, for errors
 * @param name {@code auto}, {@code cpu}, or a CUDA device such as {@code cuda:0}
 */
public record DeviceChoice(String field, String name) {

    /** {@code cuda:0} if PyTorch can use it, else the CPU. */
    public static final String AUTO = "auto";

    /**
     * @throws IllegalArgumentException if it is not the name of a device
     */
    public DeviceChoice {
        if (!name.equals(AUTO) && ComputeDevice.parse(name).isEmpty()) {
            throw new IllegalArgumentException(
                    field + " must be auto, cpu, or a CUDA device such as cuda:0; given: " + name);
        }
    }

    /**
     * The device. Starts PyTorch unless it is the CPU.
     * @throws IllegalArgumentException if PyTorch cannot use it
     * @throws IOException if the libraries of PyTorch cannot be extracted
     */
    public ComputeDevice device() throws IOException {
        Optional<ComputeDevice> named = ComputeDevice.parse(this.name);
        if (named.isPresent() && !named.get().isCuda()) {
            return named.get();
        }
        int numCudaDevices = ComputeDevice.numCudaDevices();
        ComputeDevice device = named.orElseGet(() -> (numCudaDevices > 0) ? ComputeDevice.cuda(0) : ComputeDevice.CPU);
        if (device.cudaIndex() >= numCudaDevices) {
            throw new IllegalArgumentException(this.field + " must be a device that PyTorch can use, "
                    + ComputeDevice.names(numCudaDevices) + "; given: " + device);
        }
        return device;
    }

}
