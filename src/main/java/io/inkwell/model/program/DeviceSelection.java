package io.inkwell.model.program;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The devices that the settings select.
 *
 * @param devices distinct devices, either the CPU or CUDA devices; empty for all CUDA
 * devices or, if there are none, the CPU
 */
public record DeviceSelection(List<ComputeDevice> devices) {

    private static final String AUTO = "auto";

    public DeviceSelection {
        devices = List.copyOf(devices);
    }

    /**
     * Parses device names.
     * @param names {@code auto}, {@code cpu}, or distinct names such as {@code cuda:0}
     * @throws IllegalArgumentException if they are something else; the message names the
     * setting
     */
    public static DeviceSelection parse(List<String> names) {
        if (names.equals(List.of(AUTO))) {
            return new DeviceSelection(List.of());
        }
        if (names.equals(List.of(ComputeDevice.CPU.toString()))) {
            return new DeviceSelection(List.of(ComputeDevice.CPU));
        }
        List<ComputeDevice> devices = names.stream()
            .map(ComputeDevice::parse)
            .flatMap(Optional::stream)
            .filter(ComputeDevice::isCuda)
            .distinct()
            .toList();
        if (names.isEmpty() || devices.size() < names.size()) {
            throw new IllegalArgumentException(
                    "inkwell.devices must be \"auto\", \"cpu\", or distinct CUDA devices such as cuda:0,cuda:1; given: "
                            + (names.isEmpty() ? "nothing" : String.join(",", names)));
        }
        return new DeviceSelection(devices);
    }

    /**
     * The devices on a machine.
     * @param numCudaDevices the number of its CUDA devices
     * @throws IllegalArgumentException if one is missing; the message names the setting
     */
    public List<ComputeDevice> on(int numCudaDevices) {
        if (this.devices.isEmpty()) {
            return (numCudaDevices == 0) ? List.of(ComputeDevice.CPU)
                    : IntStream.range(0, numCudaDevices).mapToObj(ComputeDevice::cuda).toList();
        }
        for (ComputeDevice device : this.devices) {
            if (device.cudaIndex() >= numCudaDevices) {
                throw new IllegalArgumentException("inkwell.devices must name devices that PyTorch can use, "
                        + ComputeDevice.names(numCudaDevices) + "; given: " + device);
            }
        }
        return this.devices;
    }

}
