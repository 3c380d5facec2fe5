package io.inkwell.cli.train;

import java.io.IOException;
import java.util.Optional;

import picocli.CommandLine.Option;

import io.inkwell.error.ServiceException;
import io.inkwell.model.program.ComputeDevice;

/** The device that trains. */
final class DeviceArgument {

    private static final String NAME = "--device";

    private static final String AUTO = "auto";

    @Option(names = NAME, paramLabel = "<name>",
            description = "Device to train on: auto, cpu, or a CUDA device such as cuda:0. "
                    + "Default: auto, which is cuda:0 if PyTorch can use it, else cpu.")
    private String name = AUTO;

    /**
     * Checks the name without starting PyTorch.
     * @throws ServiceException if it is not the name of a device
     */
    void requireName() {
        if (!this.name.equals(AUTO) && named().isEmpty()) {
            throw ServiceException.invalid(NAME,
                    NAME + " must be auto, cpu, or a CUDA device such as cuda:0; given: " + this.name);
        }
    }

    /**
     * The device. Starts PyTorch unless it is the CPU.
     * @throws ServiceException if PyTorch cannot use it
     * @throws IOException if the libraries of PyTorch cannot be extracted
     */
    ComputeDevice device() throws IOException {
        Optional<ComputeDevice> named = named();
        if (named.isPresent() && !named.get().isCuda()) {
            return named.get();
        }
        int numCudaDevices = ComputeDevice.numCudaDevices();
        ComputeDevice device = named.orElseGet(() -> (numCudaDevices > 0) ? ComputeDevice.cuda(0) : ComputeDevice.CPU);
        if (device.cudaIndex() >= numCudaDevices) {
            throw ServiceException.invalid(NAME, NAME + " must be a device that PyTorch can use, "
                    + ComputeDevice.names(numCudaDevices) + "; given: " + device);
        }
        return device;
    }

    private Optional<ComputeDevice> named() {
        return ComputeDevice.parse(this.name);
    }

}
