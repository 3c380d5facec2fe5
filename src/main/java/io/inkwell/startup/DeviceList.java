package io.inkwell.startup;

import java.util.List;

import io.inkwell.model.program.ComputeDevice;

/** The devices of all models, as one bean. */
record DeviceList(List<ComputeDevice> devices) {

    DeviceList {
        devices = List.copyOf(devices);
    }

    boolean areCuda() {
        return this.devices.get(0).isCuda();
    }

}
