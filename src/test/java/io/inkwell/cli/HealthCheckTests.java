package io.inkwell.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class HealthCheckTests {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private HttpServer server;

    private int port;

    @BeforeEach
    void serve() throws IOException {
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        answer("/readyz", 200);
        answer("/busy", 503);
        this.server.start();
        this.port = this.server.getAddress().getPort();
    }

    @AfterEach
    void end() {
        this.server.stop(0);
    }

    @Test
    void readyServiceIsHealthy() {
        assertThat(check()).isZero();
        assertThat(this.out.toString(StandardCharsets.UTF_8)).contains("/readyz: 200");
    }

    @Test
    void unreadyServiceIsNotHealthy() {
        assertThat(check("http://127.0.0.1:%d/busy".formatted(this.port))).isEqualTo(1);
        assertThat(this.out.toString(StandardCharsets.UTF_8)).contains("/busy: 503");
    }

    @Test
    void missingServiceIsNotHealthy() {
        this.server.stop(0);

        assertThat(check()).isEqualTo(1);
        assertThat(this.out.toString(StandardCharsets.UTF_8)).contains("refused");
    }

    private int check(String... args) {
        return HealthCheck.run(args, Map.of("SERVER_PORT", Integer.toString(this.port)),
                new PrintStream(this.out, true, StandardCharsets.UTF_8));
    }

    private void answer(String path, int status) {
        this.server.createContext(path, (exchange) -> {
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
    }

}
