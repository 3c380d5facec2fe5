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
 * @param cpuSeconds user and system time, of all cores
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder({ "resident_memory_bytes", "cpu_seconds", "processors" })
record ProcessFigures(@Nullable Long residentMemoryBytes, @Nullable Double cpuSeconds, @Nullable Long processors) {

    static ProcessFigures of(MeterRegistry registry) {
        FunctionCounter cpu = registry.find(MeterNames.CPU_TIME).functionCounter();
        return new ProcessFigures(gauge(registry, MeterNames.RESIDENT_MEMORY), (cpu != null) ? cpu.count() : null,
                gauge(registry, MeterNames.PROCESSORS));
    }

    private static @Nullable Long gauge(MeterRegistry registry, String name) {
        Gauge gauge = registry.find(name).gauge();
        double value = (gauge != null) ? gauge.value() : Double.NaN;
        return Double.isFinite(value) ? (long) value : null;
    }

}
