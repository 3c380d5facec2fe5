package io.inkwell.web.connection;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

import io.inkwell.InkwellService;

import static org.assertj.core.api.Assertions.assertThat;

/** Clients that offer HTTP/2 in their first request, as Java's does by default. */
@InkwellService
class UpgradeIT {

    private final int port;

    UpgradeIT(@LocalServerPort int port) {
        this.port = port;
    }

    @ParameterizedTest
    @ValueSource(booleans = { false, true })
    void requestsWithABodyAreServed(boolean stream) throws IOException, InterruptedException {
        HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + this.port + "/v1/completions"))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString("{\"prompt\": [5], \"max_tokens\": 2, \"stream\": " + stream + "}"))
            .build();
        for (int i = 0; i < 2; i++) {
            HttpResponse<String> response = client.send(request, BodyHandlers.ofString());

            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.body()).contains("text_completion");
        }
    }

}
