package io.inkwell.registry;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

import com.sun.management.OperatingSystemMXBean;

/** The memory that the process can still allocate. */
public final class FreeMemory {

    private static final Path MEMINFO = Path.of("/proc/meminfo");

    private static final String AVAILABLE = "MemAvailable:";

    private FreeMemory() {
    }

    /** Free memory in bytes, limited by the container. */
    public static long bytes() {
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        return Math.min(system.getTotalMemorySize(), available(system));
    }

    // Linux counts the file cache as used although it can be reclaimed. The free pages
    // alone
    // are therefore far too few.
    private static long available(OperatingSystemMXBean system) {
        if (!Files.isReadable(MEMINFO)) {
            return system.getFreeMemorySize();
        }
        try {
            return Files.readAllLines(MEMINFO)
                .stream()
                .filter((line) -> line.startsWith(AVAILABLE))
                .mapToLong((line) -> 1024 * Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseGet(system::getFreeMemorySize);
        }
        catch (IOException ex) {
            return system.getFreeMemorySize();
        }
    }

}
