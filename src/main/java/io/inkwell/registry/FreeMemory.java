package io.inkwell.registry;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

import com.sun.management.OperatingSystemMXBean;

/** Measures how much memory the process can still allocate. */
public final class FreeMemory {

    static final Path MEMINFO = Path.of("/proc/meminfo");

    private static final String AVAILABLE = "MemAvailable:";

    private FreeMemory() {
    }

    /** Returns the bytes that are free now, at most the limit of the container. */
    public static long bytes() {
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        return bytes(MEMINFO, system.getFreeMemorySize(), system.getTotalMemorySize());
    }

    /**
     * Linux counts its file cache as used although it can be reclaimed, so there the free
     * memory alone would be far too little.
     * @param meminfo the memory statistics of Linux
     * @param free the free memory, for systems without these statistics
     * @param total the memory of the container or of the machine
     */
    static long bytes(Path meminfo, long free, long total) {
        return Math.min(total, available(meminfo, free));
    }

    private static long available(Path meminfo, long free) {
        return field(meminfo, AVAILABLE).orElse(free);
    }

    /** A field of Linux's memory statistics in bytes; empty on other systems. */
    static OptionalLong field(Path meminfo, String name) {
        if (!Files.isReadable(meminfo)) {
            return OptionalLong.empty();
        }
        try {
            return Files.readAllLines(meminfo)
                .stream()
                .filter((line) -> line.startsWith(name))
                .mapToLong((line) -> 1024 * Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst();
        }
        catch (IOException ex) {
            return OptionalLong.empty();
        }
    }

}
