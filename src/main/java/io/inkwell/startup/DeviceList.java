package io.inkwell.startup;

import java.util.List;
import java.util.function.ToLongFunction;

import io.inkwell.model.program.ComputeDevice;

/** The devices of all models, as one bean. */
record DeviceList(List<ComputeDevice> devices) {

    DeviceList {
        devices = List.copyOf(devices);
    }

    boolean areCuda() {
        return this.devices.get(0).isCuda();
    }

    /**
     * The memory of the smallest CUDA device, which all models share.
     * @param freeBytes measures the free memory of a device before models load
     */
    long freeBytes(ToLongFunction<ComputeDevice> freeBytes) {
        return this.devices.stream().mapToLong(freeBytes).min().orElseThrow();
    }

}
