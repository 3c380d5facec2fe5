package io.inkwell.openai;

import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.inkwell.InkwellService;
import io.inkwell.ServiceClient;
import io.inkwell.ServiceClient.Answer;

import static org.assertj.core.api.Assertions.assertThat;

/** Request bodies exactly as clients send them, defaults included. */
@InkwellService
class ClientBodiesIT {

    private final ServiceClient service;

    ClientBodiesIT(@LocalServerPort int port) {
        this.service = new ServiceClient(port);
    }

    /**
     * @param client the client that the body comes from
     */
    record Sent(String client, String path, JsonNode body) {

        @Override
        public String toString() {
            return this.client;
        }

    }

    static Stream<Sent> bodies() {
        return Stream.of(JsonMapper.shared()
            .readValue(ClientBodiesIT.class.getResourceAsStream("client-bodies.json"), Sent[].class));
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void acceptsTheBodiesOfClients(Sent sent) {
        Answer answer = this.service.post(sent.path(), sent.body().toString());

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).doesNotContain("\"error\"");
    }

}
