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
 * The resident memory of the process, of which the Java heap is the smaller part. NaN on
 * systems other than Linux.
 */
@Component
class ProcessMemory implements MeterBinder {

    private static final Path STATUS = Path.of("/proc/self/status");

    private static final String RESIDENT = "VmRSS:";

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder(MeterNames.RESIDENT_MEMORY, ProcessMemory::residentBytes).baseUnit("bytes").register(registry);
    }

    private static double residentBytes() {
        try {
            return Files.readAllLines(STATUS, StandardCharsets.US_ASCII)
                .stream()
                .filter((line) -> line.startsWith(RESIDENT))
                .mapToDouble((line) -> 1024 * Double.parseDouble(line.replaceAll("\\D", "")))
                .findFirst()
                .orElse(Double.NaN);
        }
        catch (IOException ex) {
            return Double.NaN;
        }
    }

}
