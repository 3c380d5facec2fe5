package io.inkwell.openai;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;

import io.inkwell.completion.Embeddings;

/** The response of {@code POST /v1/embeddings}. */
@JsonPropertyOrder({ "object", "data", "model", "usage" })
record EmbeddingsResponse(String object, List<Item> data, String model, Usage usage) {

    /**
     * @param embedding a list of numbers, or a base64 string of little-endian 32-bit
     * floats
     */
    @JsonPropertyOrder({ "object", "index", "embedding" })
    record Item(String object, int index, Object embedding) {
    }

    @JsonPropertyOrder({ "prompt_tokens", "total_tokens" })
    record Usage(int promptTokens, int totalTokens) {
    }

    static EmbeddingsResponse of(Embeddings embeddings, boolean base64) {
        List<Item> items = IntStream.range(0, embeddings.vectors().size()).mapToObj((i) -> {
            float[] vector = embeddings.vectors().get(i);
            return new Item("embedding", i, base64 ? base64(vector) : vector);
        }).toList();
        return new EmbeddingsResponse("list", items, embeddings.model(),
                new Usage(embeddings.numPromptTokens(), embeddings.numPromptTokens()));
    }

    private static String base64(float[] vector) {
        ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * vector.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(vector);
        return Base64.getEncoder().encodeToString(bytes.array());
    }

}
