package io.inkwell.startup;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.inkwell.model.program.ComputeDevice;

import static org.assertj.core.api.Assertions.assertThat;

class DeviceListTests {

    @Test
    void modelsShareTheMemoryOfTheSmallestDevice() {
        DeviceList devices = new DeviceList(List.of(ComputeDevice.cuda(0), ComputeDevice.cuda(1)));
        Map<String, Long> free = Map.of("cuda:0", 80L, "cuda:1", 24L);

        assertThat(devices.freeBytes((device) -> free.get(device.toString()))).isEqualTo(24);
    }

}
