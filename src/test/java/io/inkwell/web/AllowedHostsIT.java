package io.inkwell.web;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/** A service without authentication that names its hosts and the origins of its pages. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = { "inkwell.security.anonymous=true", "inkwell.security.allowed-hosts=inkwell.example.com",
                "inkwell.cors.allowed-origins=https://app.example.com" })
class AllowedHostsIT {

    private final int port;

    AllowedHostsIT(@LocalServerPort int port) {
        this.port = port;
    }

    @ParameterizedTest
    @CsvSource({ "inkwell.example.com, https://inkwell.example.com, 200",
            "inkwell.example.com:8443, https://inkwell.example.com:8443, 200",
            "inkwell.example.com, https://app.example.com, 200", "localhost, https://app.example.com, 200",
            "inkwell.example.com, https://other.example.com, 403", "other.example.com, https://app.example.com, 421",
            "other.example.com, https://other.example.com, 421" })
    void respondsToItsHostsAndOrigins(String host, String origin, int status) throws IOException {
        try (Socket socket = new Socket("localhost", this.port)) {
            socket.setSoTimeout(300_000);
            socket.getOutputStream()
                .write("GET /v1/models HTTP/1.1\r\nHost: %s\r\nOrigin: %s\r\nConnection: close\r\n\r\n"
                    .formatted(host, origin)
                    .getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .startsWith("HTTP/1.1 " + status + " ");
        }
    }

}
