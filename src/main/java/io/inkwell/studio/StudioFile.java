package io.inkwell.studio;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.MediaTypeFactory;
import org.springframework.http.ResponseEntity;
import org.springframework.http.ResponseEntity.BodyBuilder;

/**
 * A file of the studio, also compressed, so that a response needs no work.
 *
 * @param gzip null if compression does not reduce the size
 */
record StudioFile(MediaType type, byte[] content, byte @Nullable [] gzip) {

    /**
     * @param name determines the media type by its extension
     */
    static StudioFile of(String name, byte[] content) {
        byte[] gzip = compress(content);
        return new StudioFile(MediaTypeFactory.getMediaType(name).orElse(MediaType.APPLICATION_OCTET_STREAM), content,
                (gzip.length < content.length) ? gzip : null);
    }

    private static byte[] compress(byte[] content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(content);
        }
        catch (IOException ex) {
            throw new UncheckedIOException("cannot compress in memory", ex);
        }
        return bytes.toByteArray();
    }

    /**
     * Completes a response with this file.
     * @param acceptEncoding the header of the request; null if absent
     */
    ResponseEntity<byte[]> respond(BodyBuilder response, @Nullable String acceptEncoding) {
        response.contentType(this.type)
            .header("X-Content-Type-Options", "nosniff")
            .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
        if (this.gzip != null && acceptsGzip(acceptEncoding)) {
            return response.header(HttpHeaders.CONTENT_ENCODING, "gzip").body(this.gzip);
        }
        return response.body(this.content);
    }

    /** Whether the header names gzip with a weight other than 0. */
    private static boolean acceptsGzip(@Nullable String acceptEncoding) {
        return acceptEncoding != null && Arrays.stream(acceptEncoding.split(","))
            .map((coding) -> coding.replace(" ", ""))
            .anyMatch((coding) -> coding.matches("(?i)gzip(;q=(1(\\.0*)?|0\\.0*[1-9]\\d*))?"));
    }

}
