package io.inkwell.observability;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;

/**
 * The figures of the process. A figure that the system does not provide is null.
 *
 * @param anonymousMemoryBytes resident memory without mapped files
 * @param directMemoryBytes memory of Java's direct buffers
 * @param cpuSeconds user and system time, of all cores
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder({ "resident_memory_bytes", "anonymous_memory_bytes", "direct_memory_bytes", "threads", "open_files",
        "cpu_seconds", "processors" })
record ProcessFigures(@Nullable Long residentMemoryBytes, @Nullable Long anonymousMemoryBytes,
        @Nullable Long directMemoryBytes, @Nullable Long threads, @Nullable Long openFiles, @Nullable Double cpuSeconds,
        @Nullable Long processors) {

    static ProcessFigures of(MeterRegistry registry) {
        FunctionCounter cpu = registry.find(MeterNames.CPU_TIME).functionCounter();
        return new ProcessFigures(gauge(registry, MeterNames.RESIDENT_MEMORY),
                gauge(registry, MeterNames.ANONYMOUS_MEMORY),
                value(registry.find("jvm.buffer.memory.used").tag("id", "direct").gauge()),
                gauge(registry, "jvm.threads.live"), gauge(registry, "process.files.open"),
                (cpu != null) ? cpu.count() : null, gauge(registry, MeterNames.PROCESSORS));
    }

    private static @Nullable Long gauge(MeterRegistry registry, String name) {
        return value(registry.find(name).gauge());
    }

    private static @Nullable Long value(@Nullable Gauge gauge) {
        double value = (gauge != null) ? gauge.value() : Double.NaN;
        return Double.isFinite(value) ? (long) value : null;
    }

}
