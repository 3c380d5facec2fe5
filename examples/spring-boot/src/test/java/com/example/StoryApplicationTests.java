package com.example;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;

import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class StoryApplicationTests {

    @Value("${local.server.port}")
    private int port;

    @Test
    void tellsAStory() throws IOException, InterruptedException {
        HttpResponse<String> answer = get("/story?prompt=Once");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).startsWith("Once").hasSizeGreaterThan(20);
    }

    @Test
    void hasNoPathOfTheServer() throws IOException, InterruptedException {
        for (String path : new String[] { "/v1/models", "/", "/docs", "/studio/index.html", "/admin/models" }) {
            assertThat(get(path).statusCode()).as(path).isEqualTo(404);
        }
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + this.port + path)).build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }

}
