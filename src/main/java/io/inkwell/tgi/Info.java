package io.inkwell.tgi;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import org.jspecify.annotations.Nullable;

/**
 * The response of {@code GET /info}.
 *
 * @param modelId the id of the model at its source, without a path
 * @param modelSha always null
 * @param maxInputTokens null if the model was never loaded, like {@code maxTotalTokens}
 * @param maxClientBatchSize prompts in one request
 */
@JsonPropertyOrder({ "model_id", "model_sha", "model_pipeline_tag", "max_best_of", "max_stop_sequences",
        "max_input_tokens", "max_total_tokens", "max_client_batch_size", "router", "version" })
public record Info(String modelId, @JsonInclude @Nullable String modelSha, String modelPipelineTag, int maxBestOf,
        int maxStopSequences, @JsonInclude @Nullable Integer maxInputTokens,
        @JsonInclude @Nullable Integer maxTotalTokens, int maxClientBatchSize, String router, String version) {
}
