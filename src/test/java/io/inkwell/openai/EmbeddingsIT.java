package io.inkwell.openai;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

import io.inkwell.InkwellService;
import io.inkwell.ServiceClient;
import io.inkwell.ServiceClient.Answer;
import io.inkwell.model.GoldenScores;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

@InkwellService
class EmbeddingsIT {

    private static final String PATH = "/v1/embeddings";

    private final ServiceClient service;

    EmbeddingsIT(@LocalServerPort int port) {
        this.service = new ServiceClient(port);
    }

    static List<GoldenScores> texts() {
        return GoldenScores.cases();
    }

    @ParameterizedTest
    @MethodSource("texts")
    void vectorIsTheUnitMeanOfTheLastHiddenStates(GoldenScores expected) {
        JsonNode answer = embed("{\"input\": %s}".formatted(Arrays.toString(expected.tokenIds())));

        assertThat(floats(answer.get("data").get(0).get("embedding"))).containsExactly(expected.embedding(),
                Offset.offset(1e-4f));
        assertThat(answer.get("usage").get("prompt_tokens").intValue()).isEqualTo(expected.tokenIds().length);
    }

    @Test
    void answersSeveralTextsInTheirOrder() {
        JsonNode together = embed("{\"input\": [\"Call me Ishmael\", \"whale\", \"It is a truth\"]}");

        assertThat(together.get("data").size()).isEqualTo(3);
        assertThat(floats(together.get("data").get(1).get("embedding"))).containsExactly(
                floats(embed("{\"input\": \"whale\"}").get("data").get(0).get("embedding")), Offset.offset(1e-5f));
        assertThat(together.get("data").get(2).get("index").intValue()).isEqualTo(2);
    }

    @Test
    void base64HoldsTheSameNumbers() {
        String body = "{\"input\": \"Call me Ishmael\", \"encoding_format\": \"%s\"}";
        float[] numbers = floats(embed(body.formatted("float")).get("data").get(0).get("embedding"));
        byte[] bytes = Base64.getDecoder()
            .decode(embed(body.formatted("base64")).get("data").get(0).get("embedding").stringValue());

        float[] decoded = new float[bytes.length / Float.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(decoded);
        assertThat(decoded).containsExactly(numbers);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|',
            textBlock = """
                    {"input": ""}                                 | input           | input must be a text or several, none of them empty; given: an empty one
                    {"input": ["a", ""]}                          | input           | input must be a text or several, none of them empty; given: an empty one
                    {}                                            | input           | input must be a text or several, none of them empty; given: nothing
                    {"input": [5000]}                             | input           | input must hold token ids from 0 to 4095; given: 5000
                    {"input": "a", "dimensions": 3}               | dimensions      | dimensions is not supported: vectors have the model's own size; given: 3
                    {"input": "a", "encoding_format": "hex"}      | encoding_format | encoding_format must be "float" or "base64"; given: another string
                    """)
    void refusalNamesTheField(String body, String param, String message) {
        Answer answer = this.service.post(PATH, body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.error().get("param").stringValue()).isEqualTo(param);
        assertThat(answer.error().get("message").stringValue()).isEqualTo(message);
    }

    private JsonNode embed(String body) {
        Answer answer = this.service.post(PATH, body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    private static float[] floats(JsonNode array) {
        float[] floats = new float[array.size()];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = array.get(i).floatValue();
        }
        return floats;
    }

}
