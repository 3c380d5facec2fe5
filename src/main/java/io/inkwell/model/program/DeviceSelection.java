package io.inkwell.model.program;

import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * The devices that the settings select.
 *
 * @param devices distinct devices, either the CPU or CUDA devices; empty for all CUDA
 * devices or, if there are none, the CPU
 */
public record DeviceSelection(List<ComputeDevice> devices) {

    private static final String AUTO = "auto";

    private static final Pattern CUDA = Pattern.compile("cuda:(0|[1-9][0-9]{0,3})");

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
        if (names.equals(List.of("cpu"))) {
            return new DeviceSelection(List.of(ComputeDevice.CPU));
        }
        List<Matcher> matchers = names.stream().map(CUDA::matcher).toList();
        if (names.isEmpty() || names.size() > Set.copyOf(names).size()
                || !matchers.stream().allMatch(Matcher::matches)) {
            throw new IllegalArgumentException(
                    "inkwell.devices must be \"auto\", \"cpu\", or distinct CUDA devices such as cuda:0,cuda:1; given: "
                            + (names.isEmpty() ? "nothing" : String.join(",", names)));
        }
        return new DeviceSelection(
                matchers.stream().map((matcher) -> ComputeDevice.cuda(Integer.parseInt(matcher.group(1)))).toList());
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
                        + known(numCudaDevices) + "; given: " + device);
            }
        }
        return this.devices;
    }

    private static String known(int numCudaDevices) {
        return "cpu" + ((numCudaDevices == 0) ? " only" : " or " + ComputeDevice.cuda(0)
                + ((numCudaDevices == 1) ? "" : " to " + ComputeDevice.cuda(numCudaDevices - 1)));
    }

}
