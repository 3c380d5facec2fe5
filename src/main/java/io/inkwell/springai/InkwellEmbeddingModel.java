package io.inkwell.springai;

import java.util.List;
import java.util.stream.IntStream;

import org.springframework.ai.document.Document;
import org.springframework.ai.embedding.Embedding;
import org.springframework.ai.embedding.EmbeddingModel;
import org.springframework.ai.embedding.EmbeddingRequest;
import org.springframework.ai.embedding.EmbeddingResponse;

import io.inkwell.api.Inkwell;

/** An embedding model of Spring AI that runs in this process. */
public final class InkwellEmbeddingModel implements EmbeddingModel {

    private final Inkwell inkwell;

    public InkwellEmbeddingModel(Inkwell inkwell) {
        this.inkwell = inkwell;
    }

    @Override
    public EmbeddingResponse call(EmbeddingRequest request) {
        List<float[]> vectors = this.inkwell.embed(request.getInstructions());
        return new EmbeddingResponse(
                IntStream.range(0, vectors.size()).mapToObj((i) -> new Embedding(vectors.get(i), i)).toList());
    }

    @Override
    public float[] embed(Document document) {
        String text = getEmbeddingContent(document);
        if (text == null) {
            throw new IllegalArgumentException("document must be of text; given: media");
        }
        return this.inkwell.embed(text);
    }

}
