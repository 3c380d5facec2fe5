package io.inkwell.cli.train;

import java.io.IOException;

import picocli.CommandLine.Option;

import io.inkwell.error.ServiceException;
import io.inkwell.model.program.ComputeDevice;
import io.inkwell.model.program.DeviceChoice;

/** The device that trains. */
final class DeviceArgument {

    private static final String NAME = "--device";

    @Option(names = NAME, paramLabel = "<name>",
            description = "Device to train on: auto, cpu, or a CUDA device such as cuda:0. "
                    + "Default: auto, which is cuda:0 if PyTorch can use it, else cpu.")
    private String name = DeviceChoice.AUTO;

    /**
     * Checks the name without starting PyTorch.
     * @throws ServiceException if it is not the name of a device
     */
    void requireName() {
        choice();
    }

    /**
     * The device. Starts PyTorch unless it is the CPU.
     * @throws ServiceException if PyTorch cannot use it
     * @throws IOException if the libraries of PyTorch cannot be extracted
     */
    ComputeDevice device() throws IOException {
        DeviceChoice choice = choice();
        try {
            return choice.device();
        }
        catch (IllegalArgumentException ex) {
            throw ServiceException.invalid(NAME, String.valueOf(ex.getMessage()));
        }
    }

    private DeviceChoice choice() {
        try {
            return new DeviceChoice(NAME, this.name);
        }
        catch (IllegalArgumentException ex) {
            throw ServiceException.invalid(NAME, String.valueOf(ex.getMessage()));
        }
    }

}
