package io.inkwell.openai;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.health.actuate.endpoint.HealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.contributor.Status;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code GET /health} and {@code GET /version} as in vLLM, and {@code GET /ping} for
 * SageMaker.
 */
@RestController
class ServerController {

    private static final String READINESS = "readiness";

    private final HealthEndpoint health;

    private final String version;

    ServerController(HealthEndpoint health, @Value("${spring.application.version}") String version) {
        this.health = health;
        this.version = version;
    }

    /** Returns the status of {@code /readyz} without a body. */
    @GetMapping({ "/health", "/ping" })
    ResponseEntity<Void> health() {
        HealthDescriptor readiness = this.health.healthForPath(READINESS);
        boolean ready = readiness != null && readiness.getStatus().equals(Status.UP);
        return ResponseEntity.status(ready ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE).build();
    }

    @GetMapping("/version")
    Version version() {
        return new Version(this.version);
    }

    record Version(String version) {
    }

}
