package io.inkwell.web;

import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.json.JsonMapper;

import io.inkwell.error.ErrorKind;
import io.inkwell.error.ServiceException;

/**
 * Reads and writes JSON bodies, reads them off the event loop: a body may hold a hundred
 * thousand token ids.
 */
@Component
public class JsonBodies {

    private final JsonMapper json;

    private final Scheduler textScheduler;

    JsonBodies(JsonMapper json, Scheduler textScheduler) {
        this.json = json;
        this.textScheduler = textScheduler;
    }

    /**
     * The body as an object of the type; an {@link ErrorKind#INVALID_REQUEST} that names
     * the field if it is none.
     */
    public <T> Mono<T> read(Mono<byte[]> body, Class<T> type) {
        return body.switchIfEmpty(Mono.error(() -> invalid(null, "the body must be a JSON object; given: nothing")))
            .publishOn(this.textScheduler)
            .map((bytes) -> parse(bytes, type));
    }

    /** Answers with the object as JSON. */
    public Mono<Void> write(ServerHttpResponse response, Object answer) {
        response.getHeaders().setContentType(MediaType.APPLICATION_JSON);
        return response
            .writeWith(Mono.fromSupplier(() -> response.bufferFactory().wrap(this.json.writeValueAsBytes(answer))));
    }

    private <T> T parse(byte[] bytes, Class<T> type) {
        try {
            T value = this.json.readValue(bytes, type);
            if (value == null) {
                throw invalid(null, "the body must be a JSON object; given: null");
            }
            return value;
        }
        catch (StreamReadException ex) {
            throw invalid(null, "the body is not JSON: line " + ex.getLocation().getLineNr() + ", column "
                    + ex.getLocation().getColumnNr());
        }
        catch (MismatchedInputException ex) {
            String field = path(ex);
            throw invalid(field, ((field != null) ? field : "the body") + " must be " + expected(ex.getTargetType()));
        }
        catch (DatabindException ex) {
            throw (ex.getCause() instanceof ServiceException known) ? known : invalid(path(ex), "cannot be read");
        }
        catch (JacksonException ex) {
            throw invalid(null, "the body cannot be read as JSON");
        }
    }

    private static @Nullable String path(DatabindException ex) {
        String path = ex.getPath()
            .stream()
            .map((step) -> (step.getPropertyName() != null) ? "." + step.getPropertyName()
                    : "[" + step.getIndex() + "]")
            .collect(Collectors.joining());
        return path.isEmpty() ? null : path.replaceFirst("^\\.", "");
    }

    private static String expected(@Nullable Class<?> type) {
        if (type == null) {
            return "of another type";
        }
        return switch (type.getSimpleName()) {
            case "Integer", "Long", "int", "long" -> "an integer that fits";
            case "Float", "Double", "float", "double" -> "a number";
            case "Boolean", "boolean" -> "true or false";
            case "String" -> "a string";
            case "List", "ArrayList" -> "a list";
            default -> "a JSON object";
        };
    }

    private static ServiceException invalid(@Nullable String param, String message) {
        return new ServiceException(ErrorKind.INVALID_REQUEST, message, param);
    }

}
