package io.inkwell.registry;

import java.lang.management.ManagementFactory;

import com.sun.management.OperatingSystemMXBean;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class FreeMemoryTests {

    @Test
    void isWithinTotalMemory() {
        long total = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
        assertThat(FreeMemory.bytes()).isPositive().isLessThanOrEqualTo(total);
    }

}
