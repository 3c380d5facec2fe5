package io.inkwell.explanation.noise;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Stream;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.inkwell.explanation.text.TokenSpan;

/** Reference values from PyTorch, {@code noise.json}. */
final class NoiseFixture {

    private NoiseFixture() {
    }

    static JsonNode read(String name) {
        try (InputStream json = NoiseFixture.class.getResourceAsStream("noise.json")) {
            return JsonMapper.shared().readTree(json).get(name);
        }
        catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    static List<TokenSpan> parts(JsonNode list) {
        Stream<TokenSpan> spans = list.valueStream()
            .map((span) -> new TokenSpan(span.get(0).intValue(), span.get(1).intValue()));
        return spans.toList();
    }

}
