package io.inkwell.access;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import io.inkwell.ServiceClient;

import static org.assertj.core.api.Assertions.assertThat;

/** A key file that is truncated and rewritten in place while the service runs. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class ApiKeyFileIT {

    @TempDir
    private static Path folder;

    private final ApiKeyStore keys;

    private final ServiceClient service;

    ApiKeyFileIT(@LocalServerPort int port, @Autowired ApiKeyStore keys) {
        this.keys = keys;
        this.service = new ServiceClient(port);
    }

    @DynamicPropertySource
    static void useFile(DynamicPropertyRegistry settings) throws IOException {
        Files.writeString(file(), Keys.entry("old", "[inference]"));
        settings.add("inkwell.security.api-keys-file", () -> file().toString());
    }

    private static Path file() {
        return folder.resolve("keys.yaml");
    }

    @Test
    void keysStayValidWhileTheFileIsRewritten() throws IOException {
        Files.writeString(file(), "");
        readTwice();
        assertThat(status("old")).isEqualTo(200);

        Files.writeString(file(), Keys.entry("old", "[inference]") + Keys.entry("new", "[inference]"));
        readTwice();
        assertThat(status("old")).isEqualTo(200);
        assertThat(status("new")).isEqualTo(200);
    }

    private void readTwice() {
        this.keys.reread(System.nanoTime());
        this.keys.reread(System.nanoTime());
    }

    private int status(String id) {
        return this.service
            .send(this.service.to("/tokenize")
                .header("Authorization", "Bearer " + Keys.secret(id).text())
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"prompt\": \"a\"}"))
                .build())
            .status();
    }

}
