package io.inkwell.model.program;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class DeviceMemoryTests {

    @Test
    void recognizesAllocationFailuresOfPyTorch() {
        assertThat(DeviceMemory.isExhausted(new IllegalStateException(new IllegalStateException(
                "CUDA out of memory. Tried to allocate 20.00 MiB. GPU 0 has a total capacity of 15.77 GiB"))))
            .isTrue();
        assertThat(DeviceMemory.isExhausted(new IllegalStateException(
                "[enforce fail at alloc_cpu.cpp:118] err == 0. DefaultCPUAllocator: can't allocate memory")))
            .isTrue();
        assertThat(DeviceMemory.isExhausted(new IllegalStateException("index out of range"))).isFalse();
        assertThat(DeviceMemory.isExhausted(new IllegalStateException())).isFalse();
    }

}
