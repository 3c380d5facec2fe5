package io.inkwell.finetuning;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import io.inkwell.InkwellService;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A client that sends a byte from time to time, without a long pause. */
@InkwellService
class SlowUploadIT {

    private static final String STATUS = "HTTP/1.1 408";

    private static final int NUM_CLIENTS = 8;

    @TempDir
    private static Path folder;

    private final int port;

    SlowUploadIT(@LocalServerPort int port) {
        this.port = port;
    }

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry settings) {
        settings.add("inkwell.fine-tuning.folder", folder::toString);
        settings.add("inkwell.limits.body-timeout", () -> "2s");
    }

    @Test
    void endsWithATimeoutAndFreesItsPlace() throws Exception {
        assertThat(statusOfASlowUpload(100)).isEqualTo(STATUS);
        await().untilAsserted(() -> assertThat(folder.resolve("uploads")).isEmptyDirectory());
    }

    /** Most timeouts meet bytes that arrive at that moment. */
    @RepeatedTest(4)
    void endsWithATimeoutWhileManyBytesArrive() throws Exception {
        ExecutorService clients = Executors.newFixedThreadPool(NUM_CLIENTS);
        try {
            List<Future<String>> statuses = clients
                .invokeAll(Collections.nCopies(NUM_CLIENTS, () -> statusOfASlowUpload(1)));

            for (Future<String> status : statuses) {
                assertThat(status.get()).isEqualTo(STATUS);
            }
        }
        finally {
            clients.shutdownNow();
        }
        await().untilAsserted(() -> assertThat(folder.resolve("uploads")).isEmptyDirectory());
    }

    private String statusOfASlowUpload(int millisPerByte) throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), this.port)) {
            socket.getOutputStream().write("""
                    POST /v1/files HTTP/1.1\r
                    Host: localhost\r
                    Content-Type: multipart/form-data; boundary=parts\r
                    Content-Length: 10000000\r
                    \r
                    --parts\r
                    Content-Disposition: form-data; name="file"; filename="a.txt"\r
                    \r
                    """.getBytes(StandardCharsets.US_ASCII));
            Thread sender = new Thread(() -> trickle(socket, millisPerByte));
            sender.start();
            try {
                byte[] start = socket.getInputStream().readNBytes(STATUS.length());
                return new String(start, StandardCharsets.US_ASCII);
            }
            finally {
                sender.interrupt();
                sender.join();
            }
        }
    }

    /** Sends bytes until the service closes the connection. */
    private static void trickle(Socket socket, int millisPerByte) {
        try {
            OutputStream out = socket.getOutputStream();
            while (!Thread.currentThread().isInterrupted()) {
                out.write('a');
                TimeUnit.MILLISECONDS.sleep(millisPerByte);
            }
        }
        catch (IOException | InterruptedException ex) {
            // The service has answered.
        }
    }

}
