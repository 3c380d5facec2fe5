package io.inkwell.web;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import org.jspecify.annotations.Nullable;

import io.inkwell.error.ServiceException;

/** An error in OpenAI's format: the body of a response, or one event of a stream. */
public record ErrorBody(Detail error) {

    @JsonPropertyOrder({ "message", "type", "param", "code" })
    public record Detail(@Nullable String message, String type, @Nullable String param, @Nullable String code) {
    }

    public static ErrorBody of(ServiceException failure) {
        return new ErrorBody(
                new Detail(failure.getMessage(), failure.kind().type(), failure.param(), failure.kind().code()));
    }

}
