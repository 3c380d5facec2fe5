package io.inkwell.web.connection;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Sinks;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

import static org.assertj.core.api.Assertions.assertThat;

/** Closes connections of clients on real sockets. */
class LingeringCloseTests {

    private static final Duration LONG = Duration.ofMinutes(10);

    private final Sinks.One<String> response = Sinks.one();

    private final Sinks.Empty<Void> received = Sinks.empty();

    private final LingeringClose connections = new LingeringClose();

    private final DisposableServer server = this.connections.apply(HttpServer.create().host("localhost").port(0))
        .handle((request, answer) -> {
            this.received.tryEmitEmpty();
            return answer.sendString(this.response.asMono());
        })
        .bindNow();

    @AfterEach
    void stopServer() {
        this.server.disposeNow();
    }

    @Test
    void waitsUntilTheClientHasReadAndClosed() throws Exception {
        try (Socket client = send()) {
            this.response.tryEmitValue("the last words");
            InputStream stream = client.getInputStream();
            stream.readNBytes(1);

            CompletableFuture<Boolean> closing = closeAll(LONG);
            String rest = new String(stream.readAllBytes(), StandardCharsets.UTF_8);

            assertThat(rest).endsWith("the last words");
            assertThat(closing).isNotDone();
            client.shutdownOutput();
            assertThat(closing.join()).isTrue();
        }
    }

    @Test
    void finishesTheCurrentResponseFirst() throws Exception {
        try (Socket client = send()) {
            this.received.asMono().block();

            CompletableFuture<Boolean> closing = closeAll(LONG);
            this.response.tryEmitValue("the last words");

            assertThat(client.getInputStream().readAllBytes()).asString().contains("the last words");
            client.shutdownOutput();
            assertThat(closing.join()).isTrue();
        }
    }

    @Test
    void givesUpOnAClientThatNeverCloses() throws Exception {
        try (Socket client = send()) {
            this.response.tryEmitValue("the last words");
            client.getInputStream().readNBytes(1);

            assertThat(this.connections.closeAll(Duration.ofMillis(10))).isFalse();
        }
    }

    @Test
    void returnsAtOnceWithoutConnections() throws Exception {
        assertThat(this.connections.closeAll(LONG)).isTrue();
    }

    private CompletableFuture<Boolean> closeAll(Duration patience) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return this.connections.closeAll(patience);
            }
            catch (InterruptedException ex) {
                throw new IllegalStateException(ex);
            }
        });
    }

    private Socket send() throws IOException {
        Socket client = new Socket(InetAddress.getByName("localhost"), this.server.port());
        client.getOutputStream().write("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        return client;
    }

}
