package io.inkwell.web;

import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.core.codec.DecodingException;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.MethodNotAllowedException;
import org.springframework.web.server.NotAcceptableStatusException;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebInputException;
import org.springframework.web.server.UnsupportedMediaTypeStatusException;

import io.inkwell.error.ErrorKind;
import io.inkwell.error.ServiceException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

class FailuresTests {

    private static final String SECRET = "io.inkwell.Secret at /etc/passwd";

    @ParameterizedTest
    @MethodSource("failures")
    void mapsFailuresToErrorKinds(Throwable failure, ErrorKind kind) {
        ServiceException told = Failures.toServiceException(failure);

        assertThat(told.kind()).isEqualTo(kind);
        assertThat(told.getMessage()).isNotBlank().doesNotContain("Secret", "passwd");
    }

    private static Stream<Arguments> failures() {
        DataBufferLimitException tooLarge = new DataBufferLimitException(SECRET);
        return Stream.of(arguments(new DecodingException(SECRET), ErrorKind.INVALID_REQUEST),
                arguments(new ServerWebInputException(SECRET, null, new DecodingException(SECRET)),
                        ErrorKind.INVALID_REQUEST),
                arguments(new ServerWebInputException(SECRET, null, tooLarge), ErrorKind.PAYLOAD_TOO_LARGE),
                arguments(tooLarge, ErrorKind.PAYLOAD_TOO_LARGE),
                arguments(new ResponseStatusException(HttpStatus.CONTENT_TOO_LARGE, SECRET),
                        ErrorKind.PAYLOAD_TOO_LARGE),
                arguments(new ResponseStatusException(HttpStatus.NOT_FOUND, SECRET), ErrorKind.NOT_FOUND),
                arguments(new MethodNotAllowedException(HttpMethod.GET, Set.of(HttpMethod.POST)),
                        ErrorKind.METHOD_NOT_ALLOWED),
                arguments(new NotAcceptableStatusException(SECRET), ErrorKind.NOT_ACCEPTABLE),
                arguments(new UnsupportedMediaTypeStatusException(SECRET), ErrorKind.UNSUPPORTED_MEDIA_TYPE),
                arguments(new ResponseStatusException(HttpStatus.CONFLICT, SECRET), ErrorKind.INVALID_REQUEST),
                arguments(new ResponseStatusException(HttpStatus.BAD_GATEWAY, SECRET), ErrorKind.GENERATION_FAILED),
                arguments(new IllegalStateException(SECRET), ErrorKind.GENERATION_FAILED),
                arguments(new OutOfMemoryError(SECRET), ErrorKind.GENERATION_FAILED));
    }

    @Test
    void keepsServiceExceptions() {
        ServiceException failure = ServiceException.invalid("n", "n must be at least 1; given: 0");

        assertThat(Failures.toServiceException(failure)).isSameAs(failure);
    }

}
