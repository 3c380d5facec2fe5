package io.inkwell.observability;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.stereotype.Component;

/**
 * The memory of the process, of which the Java heap is the smaller part: all of it, and
 * the anonymous part, without mapped files. NaN on systems other than Linux.
 */
@Component
class ProcessMemory implements MeterBinder {

    private static final Path STATUS = Path.of("/proc/self/status");

    private static final String RESIDENT = "VmRSS:";

    private static final String ANONYMOUS = "RssAnon:";

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder(MeterNames.RESIDENT_MEMORY, () -> bytes(RESIDENT)).baseUnit("bytes").register(registry);
        Gauge.builder(MeterNames.ANONYMOUS_MEMORY, () -> bytes(ANONYMOUS)).baseUnit("bytes").register(registry);
    }

    private static double bytes(String field) {
        try {
            return Files.readAllLines(STATUS, StandardCharsets.US_ASCII)
                .stream()
                .filter((line) -> line.startsWith(field))
                .mapToDouble((line) -> 1024 * Double.parseDouble(line.replaceAll("\\D", "")))
                .findFirst()
                .orElse(Double.NaN);
        }
        catch (IOException ex) {
            return Double.NaN;
        }
    }

}
