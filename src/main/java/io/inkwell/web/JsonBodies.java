package io.inkwell.web;

import java.time.Duration;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.json.JsonMapper;

import io.inkwell.error.ErrorKind;
import io.inkwell.error.ServiceException;
import io.inkwell.limits.Arrival;
import io.inkwell.limits.TextInSchedulers;
import io.inkwell.web.fields.DuplicateField;
import io.inkwell.web.fields.FieldTranslation;
import io.inkwell.web.fields.GivenValue;
import io.inkwell.web.fields.UnknownFields;

/**
 * Reads and writes JSON bodies. Reading happens off the event loop, because a body may
 * hold a hundred thousand token ids. The function runs on the thread that reads.
 */
@Component
public class JsonBodies {

    /** For a response that is written after the deadline. */
    static final Duration MARGIN = Duration.ofMinutes(5);

    private final JsonMapper json;

    /** Reads every document as a tree and rejects duplicate names. */
    private final ObjectReader trees;

    private final TextInSchedulers textIn;

    private final UnknownFields unknownFields;

    JsonBodies(JsonMapper json, TextInSchedulers textIn, UnknownFields unknownFields) {
        this.json = json;
        this.trees = json.reader().with(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY);
        this.textIn = textIn;
        this.unknownFields = unknownFields;
    }

    /**
     * Reads the body as an object of the type and applies a function to it. An
     * {@link ErrorKind#INVALID_REQUEST} error, from the reader or from the function,
     * names the field as the client did. The deadline of the request counts from here. A
     * result that is still missing long after it fails.
     */
    public <T, R> Mono<R> read(Mono<byte[]> body, Class<T> type, Function<T, Mono<R>> use) {
        return body.switchIfEmpty(Mono.error(() -> invalid(null, "the body must be a JSON object; given: nothing")))
            .flatMap((bytes) -> use(
                    this.textIn.call(bytes.length, () -> FieldTranslation.of(object(bytes), type, this.unknownFields)),
                    type, use));
    }

    private <T, R> Mono<R> use(Mono<FieldTranslation> parsed, Class<T> type, Function<T, Mono<R>> use) {
        return parsed
            .flatMap((translation) -> Mono.defer(() -> use.apply(parse(translation, type)))
                .onErrorMap(ServiceException.class, translation.sentNames()::rename))
            .timeout(this.textIn.deadline().plus(MARGIN), Mono.error(this::neverEnded))
            .contextWrite((context) -> Arrival.now(context, this.textIn.nanoClock()));
    }

    /** A fault of the service: what computes a request must end it at its deadline. */
    private ServiceException neverEnded() {
        return new ServiceException(ErrorKind.DEADLINE_EXCEEDED, "request exceeded the "
                + this.textIn.deadline().toSeconds() + " s deadline and was not ended by what computes it");
    }

    /** Writes the object as a JSON response. */
    public Mono<Void> write(ServerHttpResponse response, Object body) {
        response.getHeaders().setContentType(MediaType.APPLICATION_JSON);
        return response.writeWith(Mono.fromSupplier(
                () -> response.bufferFactory().wrap(ResponseBytes.of(() -> this.json.writeValueAsBytes(body)))));
    }

    private <T> T parse(FieldTranslation translation, Class<T> type) {
        try {
            return this.json.treeToValue(translation.body(), type);
        }
        catch (JacksonException ex) {
            throw (ex.getCause() instanceof ServiceException known) ? known : mismatch(ex, translation.body());
        }
    }

    private JsonNode object(byte[] bytes) {
        JsonNode body;
        try {
            body = this.trees.readTree(bytes);
        }
        catch (MismatchedInputException ex) {
            throw DuplicateField.rejection(ex).orElseGet(() -> notJson(ex));
        }
        catch (StreamConstraintsException ex) {
            throw invalid(null, "the JSON body exceeds a limit on nesting depth, number length or name length");
        }
        catch (JacksonException ex) {
            throw notJson(ex);
        }
        if (!body.isObject()) {
            throw invalid(null, "the body must be a JSON object; given: " + GivenValue.of(body));
        }
        return body;
    }

    private static ServiceException notJson(JacksonException failure) {
        TokenStreamLocation place = failure.getLocation();
        return invalid(null, "the body is not valid JSON"
                + ((place != null) ? ": line " + place.getLineNr() + ", column " + place.getColumnNr() : ""));
    }

    private static ServiceException mismatch(JacksonException failure, JsonNode body) {
        StringBuilder field = new StringBuilder();
        JsonNode given = body;
        for (JacksonException.Reference step : failure.getPath()) {
            String name = step.getPropertyName();
            field.append((name != null) ? "." + name : "[" + step.getIndex() + "]");
            given = (name != null) ? given.path(name) : given.path(step.getIndex());
        }
        String param = field.isEmpty() ? null : field.substring(1);
        return invalid(param, ((param != null) ? param : "the body") + " must be " + expected(failure) + "; given: "
                + GivenValue.of(given));
    }

    private static String expected(JacksonException failure) {
        Class<?> type = null;
        if (failure instanceof MismatchedInputException mismatch) {
            type = mismatch.getTargetType();
        }
        else if (failure instanceof InputCoercionException overflow) {
            type = overflow.getTargetType();
        }
        return (type != null) ? name(type) : "of another type";
    }

    private static String name(Class<?> type) {
        return switch (type.getSimpleName()) {
            case "Integer", "int" -> "an integer of at most 32 bits";
            case "Long", "long" -> "an integer of at most 64 bits";
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
