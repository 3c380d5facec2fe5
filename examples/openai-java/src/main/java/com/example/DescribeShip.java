package com.example;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.http.StreamResponse;
import com.openai.helpers.ChatCompletionAccumulator;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.StructuredChatCompletion;
import com.openai.models.chat.completions.StructuredChatCompletionCreateParams;
import com.openai.models.responses.ResponseCreateParams;
import com.openai.models.responses.StructuredResponse;
import com.openai.models.responses.StructuredResponseCreateParams;

/** Requests values of a Java type, whose schema the client makes. */
public final class DescribeShip {

    private static final String MODEL = "default";

    private static final String QUESTION = "Describe a ship.";

    /** Enough for the longest ship. */
    private static final long MAX_TOKENS = 200;

    private final OpenAIClient client;

    DescribeShip(OpenAIClient client) {
        this.client = client;
    }

    /**
     * @param args the URL of the server, or nothing for that of the environment variable
     * {@code OPENAI_BASE_URL}, or of a server on this machine
     */
    public static void main(String[] args) {
        OpenAIOkHttpClient.Builder builder = OpenAIOkHttpClient.builder()
            .baseUrl("http://localhost:8080/v1")
            .apiKey("none")
            .fromEnv();
        OpenAIClient client = ((args.length > 0) ? builder.baseUrl(args[0]) : builder).build();
        try {
            DescribeShip ships = new DescribeShip(client);
            System.out.println("chat: " + ships.chat());
            System.out.println("stream: " + ships.stream());
            System.out.println("response: " + ships.response());
        }
        finally {
            client.close();
        }
    }

    Ship chat() {
        return read(this.client.chat().completions().create(chatParams()));
    }

    /** Reads the ship when all parts have arrived. */
    Ship stream() {
        ChatCompletionAccumulator accumulator = ChatCompletionAccumulator.create();
        try (StreamResponse<ChatCompletionChunk> stream = this.client.chat()
            .completions()
            .createStreaming(chatParams())) {
            stream.stream().forEach(accumulator::accumulate);
        }
        return read(accumulator.chatCompletion(Ship.class));
    }

    Ship response() {
        StructuredResponseCreateParams<Ship> params = ResponseCreateParams.builder()
            .model(MODEL)
            .input(QUESTION)
            .maxOutputTokens(MAX_TOKENS)
            .text(Ship.class)
            .build();
        StructuredResponse<Ship> response = this.client.responses().create(params);
        return response.output().get(0).asMessage().content().get(0).asOutputText();
    }

    private static StructuredChatCompletionCreateParams<Ship> chatParams() {
        return ChatCompletionCreateParams.builder()
            .model(MODEL)
            .addUserMessage(QUESTION)
            .maxCompletionTokens(MAX_TOKENS)
            .responseFormat(Ship.class)
            .build();
    }

    private static Ship read(StructuredChatCompletion<Ship> completion) {
        return completion.choices().get(0).message().content().orElseThrow();
    }

}
