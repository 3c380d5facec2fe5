package io.inkwell.studio;

import java.io.IOException;
import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.http.ResponseEntity.BodyBuilder;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

import io.inkwell.error.ErrorKind;
import io.inkwell.error.ServiceException;

/**
 * {@code GET /}, the studio, and its files. They need no API key; the requests that the
 * page sends do.
 */
@RestController
@ConditionalOnBooleanProperty(name = "inkwell.studio.enabled", matchIfMissing = true)
class StudioController {

    /** No inline script or style, and nothing from another origin. */
    private static final String POLICY = "default-src 'self'; frame-ancestors 'none'; object-src 'none'; "
            + "base-uri 'none'; form-action 'none'";

    private static final CacheControl FOREVER = CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable();

    private final StudioFiles files = StudioFiles.read();

    StudioController() throws IOException {
    }

    @GetMapping("/")
    ResponseEntity<byte[]> page(
            @RequestHeader(name = HttpHeaders.ACCEPT_ENCODING, required = false) @Nullable String acceptEncoding) {
        return this.files.page()
            .respond(latest().header("Content-Security-Policy", POLICY).header("Referrer-Policy", "no-referrer"),
                    acceptEncoding);
    }

    /** Has no version, because it handles pages of other versions. */
    @GetMapping("/studio/loaded.js")
    ResponseEntity<byte[]> loaded(
            @RequestHeader(name = HttpHeaders.ACCEPT_ENCODING, required = false) @Nullable String acceptEncoding) {
        return this.files.loaded().respond(latest(), acceptEncoding);
    }

    private BodyBuilder latest() {
        // Weak, because the compressed and the plain file share it.
        return ResponseEntity.ok().cacheControl(CacheControl.noCache()).eTag("W/\"" + this.files.version() + "\"");
    }

    @GetMapping("/studio/{version}/{*path}")
    ResponseEntity<byte[]> asset(@PathVariable String version, @PathVariable String path,
            @RequestHeader(name = HttpHeaders.ACCEPT_ENCODING, required = false) @Nullable String acceptEncoding) {
        StudioFile file = version.equals(this.files.version()) ? this.files.asset(path) : null;
        if (file == null) {
            throw new ServiceException(ErrorKind.NOT_FOUND, "no resource exists at this path");
        }
        return file.respond(ResponseEntity.ok().cacheControl(FOREVER), acceptEncoding);
    }

}
