package io.inkwell.observability;

import java.time.InstantSource;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.actuate.autoconfigure.web.server.ConditionalOnManagementPort;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import io.inkwell.registry.ModelRegistry;

/**
 * {@code GET /metrics.json}: a part of the metrics for pages, which would have to parse
 * the text format. It does not exist if management has its own port, so that such a
 * setting moves all metrics there.
 */
@RestController
@ConditionalOnManagementPort(ManagementPortType.SAME)
class FiguresController {

    static final String PATH = "/metrics.json";

    private final MeterRegistry registry;

    private final ModelRegistry models;

    private final InstantSource clock;

    FiguresController(MeterRegistry registry, ModelRegistry models, InstantSource clock) {
        this.registry = registry;
        this.models = models;
        this.clock = clock;
    }

    /** Reads a file of the system, so not on an event loop. */
    @GetMapping(PATH)
    Mono<ResponseEntity<Figures>> figures() {
        return Mono.fromSupplier(() -> Figures.read(this.registry, this.models, this.clock))
            .map((figures) -> ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(figures))
            .subscribeOn(Schedulers.boundedElastic());
    }

}
