package io.inkwell.tgi;

import java.util.Set;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;

import io.inkwell.error.ErrorKind;
import io.inkwell.error.ServiceException;
import io.inkwell.web.ErrorFormat;

/**
 * The errors of TGI, at its paths. They are those of the service with other names: an
 * invalid request has the status 422.
 */
@Component
class TgiErrors implements ErrorFormat {

    private static final int UNPROCESSABLE = 422;

    private static final Set<String> PATHS = Set.of("/generate", "/generate_stream", "/info");

    @Override
    public boolean covers(ServerHttpRequest request) {
        String path = request.getPath().pathWithinApplication().value();
        return PATHS.contains(path) || (path.equals("/") && request.getMethod() == HttpMethod.POST);
    }

    @Override
    public int status(ErrorKind kind) {
        return isInvalid(kind) ? UNPROCESSABLE : kind.status();
    }

    @Override
    public Body body(ServiceException failure) {
        return Body.of(failure);
    }

    private static boolean isInvalid(ErrorKind kind) {
        return kind.status() == ErrorKind.INVALID_REQUEST.status();
    }

    /**
     * @param errorType one of TGI's types, else the code or the type of OpenAI's format
     */
    @JsonPropertyOrder({ "error", "error_type" })
    public record Body(@Nullable String error, String errorType) {

        static Body of(ServiceException failure) {
            return new Body(failure.getMessage(), errorType(failure.kind()));
        }

        private static String errorType(ErrorKind kind) {
            if (isInvalid(kind)) {
                return "validation";
            }
            return switch (kind.status()) {
                case 429, 503 -> "overloaded";
                case 500, 504 -> "generation";
                default -> (kind.code() != null) ? kind.code() : kind.type();
            };
        }

    }

}
