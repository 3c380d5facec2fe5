package io.inkwell.langchain4j;

import java.util.List;

import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.output.Response;

import io.inkwell.api.Inkwell;

/** An embedding model of LangChain4j that runs in this process. */
public final class InkwellEmbeddingModel implements EmbeddingModel {

    private final Inkwell inkwell;

    public InkwellEmbeddingModel(Inkwell inkwell) {
        this.inkwell = inkwell;
    }

    @Override
    public Response<List<Embedding>> embedAll(List<TextSegment> segments) {
        List<float[]> vectors = this.inkwell.embed(segments.stream().map(TextSegment::text).toList());
        return Response.from(vectors.stream().map(Embedding::from).toList());
    }

    @Override
    public String modelName() {
        return this.inkwell.model();
    }

}
