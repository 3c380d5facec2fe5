package io.inkwell.openai;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

import io.inkwell.InkwellService;
import io.inkwell.ServiceClient;
import io.inkwell.ServiceClient.Answer;

import static io.inkwell.openai.ErrorResponses.assertError;
import static io.inkwell.openai.ErrorResponses.assertRejected;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Errors before any field is read: paths, methods, content types and bodies. The service
 * still responds afterwards.
 */
@InkwellService
class UnreadableRequestsIT {

    private static final String BODY = "{\"prompt\": \"%s\", \"max_tokens\": 1}";

    private static final String TOO_DEEP = "the JSON body exceeds a limit on nesting depth, number length "
            + "or name length";

    private final ServiceClient service;

    UnreadableRequestsIT(@LocalServerPort int port) {
        this.service = new ServiceClient(port);
    }

    @AfterEach
    void serviceStillResponds() {
        assertThat(this.service.complete("{\"max_tokens\": 1}").path("choices").isEmpty()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ``                          | the body must be a JSON object; given: nothing
            `  `                        | the body must be a JSON object; given: nothing
            null                        | the body must be a JSON object; given: null
            []                          | the body must be a JSON object; given: a list
            [{"prompt": "a"}]           | the body must be a JSON object; given: a list
            "text"                      | the body must be a JSON object; given: a string
            12                          | the body must be a JSON object; given: 12
            {                           | the body is not valid JSON: line 1, column 2
            {"prompt": "a",}            | the body is not valid JSON: line 1, column 16
            {'prompt': "a"}             | the body is not valid JSON: line 1, column 2
            {"prompt": "a"} {}          | the body is not valid JSON: line 1, column 17
            {"prompt": "a"} x           | the body is not valid JSON: line 1, column 17
            {"temperature": NaN}        | the body is not valid JSON: line 1, column 20
            {"temperature": Infinity}   | the body is not valid JSON: line 1, column 25
            prompt=a                    | the body is not valid JSON: line 1, column 1
            """)
    void rejectsABodyThatIsNotAJsonObject(@Nullable String body, String message) {
        assertRejected(this.service.post((body != null) ? body : ""), null, message);
    }

    @ParameterizedTest
    @ValueSource(strings = { "text/plain", "application/x-www-form-urlencoded", "application/xml", "nonsense" })
    void rejectsAnotherContentType(String contentType) {
        Answer answer = this.service.send(this.service.to("/v1/completions")
            .header("Content-Type", contentType)
            .POST(BodyPublishers.ofString("{}"))
            .build());

        assertThat(answer.status()).isEqualTo(415);
        assertError(answer, "invalid_request_error", null, "the Content-Type header must be application/json");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            gzip           | gzip
            GZIP           | gzip
            deflate        | deflate
            br             | br
            zstd           | zstd
            gzip, gzip     | gzip, gzip
            identity, gzip | gzip
            canary         | another encoding
            """)
    void rejectsAnEncodedBody(String encoding, String given) {
        Answer answer = this.service.send(this.service.to("/v1/completions")
            .header("Content-Type", "application/json")
            .header("Content-Encoding", encoding)
            .POST(BodyPublishers.ofString("{}"))
            .build());

        assertThat(answer.status()).isEqualTo(415);
        assertError(answer, "invalid_request_error", null,
                "the Content-Encoding header must be absent or identity; given: " + given);
    }

    @Test
    void acceptsIdentityEncoding() {
        assertThat(this.service
            .send(this.service.to("/tokenize")
                .header("Content-Type", "application/json")
                .header("Content-Encoding", "Identity")
                .POST(BodyPublishers.ofString("{\"prompt\": \"a\"}"))
                .build())
            .status()).isEqualTo(200);
    }

    @Test
    void rejectsAMissingContentType() {
        Answer answer = this.service
            .send(this.service.to("/v1/completions").POST(BodyPublishers.ofString("{}")).build());

        assertThat(answer.status()).isEqualTo(415);
        assertError(answer, "invalid_request_error", null, "the Content-Type header must be application/json");
    }

    @ParameterizedTest
    @ValueSource(strings = { "GET", "PUT", "DELETE", "PATCH" })
    void returnsTheAllowedMethods(String method) {
        Answer answer = this.service
            .send(this.service.to("/v1/completions").method(method, BodyPublishers.noBody()).build());

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.headers().firstValue("Allow")).hasValue("POST");
        assertError(answer, "invalid_request_error", null, "this path does not support this method");
    }

    @ParameterizedTest
    @ValueSource(strings = { "/studio", "/v1", "/v1/nothing", "/V1/completions", "/v1/completions/", "//v1/completions",
            "/v1/nothing/a/b", "/v1/%2e%2e/completions", "/error" })
    void rejectsAnUnknownPath(String path) {
        Answer answer = this.service.get(path);

        assertThat(answer.status()).isEqualTo(404);
        assertError(answer, "not_found_error", null, "no resource exists at this path");
    }

    @ParameterizedTest
    @ValueSource(booleans = { false, true })
    void rejectsABodyOverTheSizeLimit(boolean sizeToldAhead) {
        byte[] body = "{\"prompt\": \"%s\"}".formatted("a".repeat(2 << 20)).getBytes(StandardCharsets.UTF_8);

        Answer answer = this.service.send(this.service.to("/v1/completions")
            .header("Content-Type", "application/json")
            .POST(sizeToldAhead ? BodyPublishers.ofByteArray(body)
                    : BodyPublishers.fromPublisher(BodyPublishers.ofByteArray(body)))
            .build());

        assertThat(answer.status()).isEqualTo(413);
        assertError(answer, "invalid_request_error", null, "the request body exceeds the size limit");
        assertThat(answer.error().path("code").stringValue()).isEqualTo("payload_too_large");
    }

    @Test
    void rejectsMaliciousJson() {
        assertRejected(this.service.post("{\"a\":".repeat(10_000)), null, TOO_DEEP);
        assertRejected(this.service.post("{\"prompt\": " + "[".repeat(100_000)), null, TOO_DEEP);
        assertRejected(this.service.post("[".repeat(100_000)), null, TOO_DEEP);
        assertRejected(this.service.post("{\"seed\": %s}".formatted("1".repeat(100_000))), null, TOO_DEEP);
        assertRejected(this.service.post("{\"%s\": 1}".formatted("a".repeat(100_000))), null, TOO_DEEP);
        assertRejected(this.service.post("{\"seed\": %s}".formatted("1".repeat(900))), "seed",
                "seed must be an integer of at most 64 bits; given: a number of 900 digits");
    }

    @ParameterizedTest
    @MethodSource("unicode")
    void acceptsAnyUnicode(byte[] body) {
        assertThat(this.service.post(body).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = { "UTF-16LE", "UTF-16BE", "UTF-32BE" })
    void detectsOtherEncodingsOfJson(String encoding) {
        byte[] body = BODY.formatted("a").getBytes(Charset.forName(encoding));

        assertThat(this.service.post(body).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @MethodSource("invalid")
    void rejectsBytesThatAreNotJson(byte[] body) {
        assertThat(this.service.post(body).status()).isEqualTo(400);
    }

    private static Stream<byte[]> unicode() {
        Stream<String> prompts = Stream.of("a\\ud83d", "\\udc00\\ud83d", "a\\u0000b", "\\uffff", "\ufeff",
                "🙂".repeat(100), "\\n".repeat(400), "👩‍👩‍👧".repeat(20), "\ud83d");
        return prompts.map((prompt) -> BODY.formatted(prompt).getBytes(StandardCharsets.UTF_8));
    }

    private static Stream<byte[]> invalid() {
        Stream<byte[]> notUtf8 = Stream
            .of("\u00ff\u00fe", "\u00ed\u00a0\u0080", "\u00f8\u0088\u0080\u0080\u0080", "\u0080", "\u00e2\u0082",
                    "\u0000")
            .map((bytes) -> BODY.formatted(bytes).getBytes(StandardCharsets.ISO_8859_1));
        Stream<byte[]> noText = Stream.of(new byte[] { 0x1f, (byte) 0x8b, 8, 0 }, new byte[] { 0 },
                new byte[] { 0, 0, 0, '{', 0, 0x11, 0x11, 0x11 }, new byte[] { (byte) 0xfe, (byte) 0xff },
                new byte[] { 0, 0, 0, '{', 0 });
        return Stream.concat(notUtf8, noText);
    }

}
