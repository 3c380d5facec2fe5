package io.inkwell.observability;

import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.function.ToDoubleFunction;

import com.sun.management.OperatingSystemMXBean;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.config.MeterFilterReply;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * CPU meters with Prometheus names and units, in place of Micrometer's milliseconds and
 * nanoseconds.
 */
@Configuration(proxyBeanMethods = false)
class ProcessorTime {

    /** Units of Micrometer's meters, by name. */
    private static final Map<String, String> REPLACED = Map.of("process.cpu.time", "ns", MeterNames.COMPILATION_TIME,
            "ms");

    private static final String COUNT = "system.cpu.count";

    private static final double NANOS = 1e9;

    private static final double MILLIS = 1e3;

    @Bean
    static MeterFilter prometheusUnits() {
        return new MeterFilter() {

            @Override
            public MeterFilterReply accept(Meter.Id id) {
                String unit = REPLACED.get(id.getName());
                return (unit != null && unit.equals(id.getBaseUnit())) ? MeterFilterReply.DENY
                        : MeterFilterReply.NEUTRAL;
            }

            @Override
            public Meter.Id map(Meter.Id id) {
                // Names that end with _count are mistaken for parts of a histogram.
                return id.getName().equals(COUNT) ? id.withName(MeterNames.PROCESSORS) : id;
            }

        };
    }

    @Bean
    static MeterBinder processorSeconds() {
        return (registry) -> {
            if (ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system) {
                count(registry, MeterNames.CPU_TIME, system, (bean) -> bean.getProcessCpuTime() / NANOS);
            }
            CompilationMXBean compiler = ManagementFactory.getCompilationMXBean();
            if (compiler != null && compiler.isCompilationTimeMonitoringSupported()) {
                count(registry, MeterNames.COMPILATION_TIME, compiler,
                        (bean) -> bean.getTotalCompilationTime() / MILLIS);
            }
        };
    }

    private static <T> void count(MeterRegistry registry, String name, T source, ToDoubleFunction<T> seconds) {
        FunctionCounter.builder(name, source, seconds).baseUnit("seconds").register(registry);
    }

}
