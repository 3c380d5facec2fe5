package com.example;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The example with a real server. */
class DescribeShipTests {

    @TempDir
    private static Path folder;

    private static InkwellServer server;

    private static OpenAIClient client;

    private final DescribeShip ships = new DescribeShip(client);

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        server = InkwellServer.start(folder);
        client = OpenAIOkHttpClient.builder().baseUrl(server.url()).apiKey("none").maxRetries(0).build();
    }

    @AfterAll
    static void stop() throws InterruptedException {
        if (client != null) {
            client.close();
        }
        if (server != null) {
            server.close();
        }
    }

    @Test
    void readsAShipFromAChat() {
        assertIsWhole(this.ships.chat());
    }

    @Test
    void readsAShipFromAStream() {
        assertIsWhole(this.ships.stream());
    }

    @Test
    void readsAShipFromAResponse() {
        assertIsWhole(this.ships.response());
    }

    @Test
    void printsThreeShips() throws IOException, InterruptedException {
        PrintStream console = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            DescribeShip.main(new String[] { server.url() });
        }
        finally {
            System.setOut(console);
        }

        assertThat(printed.toString(StandardCharsets.UTF_8).lines()).hasSize(3)
            .allMatch((line) -> line.matches("(chat|stream|response): Ship\\[rig=[A-Z]+, masts=[1-5], .*]"));
    }

    private static void assertIsWhole(Ship ship) {
        assertThat(ship).hasNoNullFieldsOrProperties();
        assertThat(ship.masts()).isBetween(1, 5);
        assertThat(ship.home()).hasNoNullFieldsOrProperties();
        assertThat(ship.cargo()).hasSizeBetween(1, 3).doesNotContainNull();
    }

}
