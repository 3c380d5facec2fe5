package io.inkwell.web.connection;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/** Requests that are not valid HTTP or exceed a limit. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "inkwell.cors.allowed-origins=https://app.example.com")
@ExtendWith(OutputCaptureExtension.class)
class UndecodableRequestsIT {

    private static final String ORIGIN = "Origin: https://app.example.com\n";

    private static final String NOT_HTTP = "the request is not valid HTTP";

    private final int port;

    UndecodableRequestsIT(@LocalServerPort int port) {
        this.port = port;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            GET / HTTP/1.1~x: *~           | 431 | the request headers are too large
            GET /* HTTP/1.1~               | 414 | the request URI is too long
            GET / HTTP/1.1~a b: c~         | 400 | the request is not valid HTTP
            GET / HTTP/1.1~\u0001: c~      | 400 | the request is not valid HTTP
            GET / HTTP/x~                  | 400 | the request is not valid HTTP
            nothing~                       | 400 | the request is not valid HTTP
            POST / HTTP/1.1~Content-Length: x~ | 400 | the request is not valid HTTP
            PRI * HTTP/2.0~                | 400 | the request is not valid HTTP
            """)
    void respondsWithAnErrorAndClosesTheConnection(String request, int status, String message, CapturedOutput output)
            throws IOException {
        String answer = send(
                request.replace("*~", "a".repeat(9000) + "~").replace("/*", "/" + "a".repeat(9000)).replace('~', '\n')
                        + "\n");

        assertAnswer(answer, status, message);
        assertOneLine(output);
    }

    @Test
    void errorIsReadableFromAllowedOrigins() throws IOException {
        String answer = send(
                "GET / HTTP/1.1\n" + ORIGIN + "X-Request-Id: mine\nAccept: */*\nx: " + "a".repeat(9000) + "\n\n");

        assertThat(answer).contains("\nvary: origin\n", "\naccess-control-allow-origin: https://app.example.com\n",
                "\nX-Request-Id: mine\n");
    }

    @Test
    void errorIsNotReadableFromOtherOrigins() throws IOException {
        String answer = send("GET / HTTP/1.1\nOrigin: https://other.example.com\na b: c\n\n");

        assertThat(answer).contains("\nvary: origin\n").doesNotContain("access-control");
    }

    @Test
    void logsOneLineRegardlessOfHeaders(CapturedOutput output) throws IOException {
        assertAnswer(send("GET / HTTP/1.1\n" + "a:\n".repeat(1900) + "\u0001:\n\n"), 400, NOT_HTTP);
        assertOneLine(output);
    }

    @ParameterizedTest
    @CsvSource({ "zz~", "'2~{}~0~\u0001: a~'" })
    void rejectsAnInvalidBody(String chunks, CapturedOutput output) throws IOException {
        assertAnswer(send("POST /v1/completions HTTP/1.1\nHost: localhost\nContent-Type: application/json\n"
                + "Transfer-Encoding: chunked\n\n" + chunks.replace('~', '\n') + "\n"), 400, NOT_HTTP);

        assertThat(output).doesNotContain("ERROR", "\tat ");
    }

    @Test
    void respondsAfterPipelinedRequests() throws IOException {
        String answers = send("GET /livez HTTP/1.1\nHost: localhost\n\nGET / HTTP/1.1\na b: c\n\n");

        assertThat(answers).startsWith("HTTP/1.1 200 ");
        assertAnswer(answers.substring(answers.indexOf("HTTP/1.1 400 ")), 400, NOT_HTTP);
    }

    /** The log holds one line on the request, and none on its headers. */
    private static void assertOneLine(CapturedOutput output) {
        // A request that another test started may end meanwhile.
        assertThat(output.toString()
            .lines()
            .dropWhile((line) -> !line.contains("Decoding failed"))
            .filter((line) -> !line.contains("io.inkwell.audit"))).singleElement()
            .asString()
            .contains("WARN")
            .hasSizeLessThan(500);
    }

    private static void assertAnswer(String answer, int status, String message) {
        List<String> parts = List.of(answer.split("\n\n", 2));
        String body = "{\"error\":{\"message\":\"" + message
                + "\",\"type\":\"invalid_request_error\",\"param\":null,\"code\":null}}";

        assertThat(parts.get(0)).startsWith("HTTP/1.1 " + status + " ")
            .contains("\nconnection: close", "\ncontent-type: application/json", "\nX-Request-Id: ",
                    "\ncontent-length: " + body.length());
        assertThat(parts.get(1)).isEqualTo(body);
    }

    /** Reads up to the end of the connection. */
    private String send(String request) throws IOException {
        try (Socket socket = new Socket("localhost", this.port)) {
            socket.setSoTimeout(300_000);
            socket.getOutputStream().write(request.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII));
            InputStream answer = socket.getInputStream();
            return new String(answer.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
        }
    }

}
