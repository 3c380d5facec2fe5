package io.inkwell.tgi;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import io.inkwell.error.ServiceException;
import io.inkwell.grammar.RequestedForm;
import io.inkwell.web.fields.FieldRules;
import io.inkwell.web.fields.SamplingFields;
import io.inkwell.web.fields.StopFields;
import io.inkwell.web.fields.UnknownFields;

/**
 * Parameters of a request as they were sent, with the rules of TGI; null is the default
 * of every parameter.
 *
 * @param adapterId the name of a LoRA adapter of the first model
 * @param bestOf sequences to generate, of which the best comes first
 * @param decoderInputDetails whether to return the tokens of the prompt
 * @param details whether to return the output tokens, the finish reason and the seed
 * @param doSample whether to sample; a parameter of sampling implies it
 * @param grammar the form of the output; null for free text
 * @param returnFullText whether the text starts with the prompt
 * @param topNTokens how many of the most likely tokens to return for each output token
 * @param truncate the maximum number of prompt tokens; the last ones are kept
 * @param watermark must be false
 */
public record GenerateParameters(@Nullable String adapterId, @Nullable Integer bestOf,
        @Nullable Boolean decoderInputDetails, @Nullable Boolean details, @Nullable Boolean doSample,
        @Nullable Float frequencyPenalty, @Nullable GrammarParameter grammar, @Nullable Integer maxNewTokens,
        @Nullable Float repetitionPenalty, @Nullable Boolean returnFullText, @Nullable Long seed,
        @Nullable JsonNode stop, @Nullable Float temperature, @Nullable Integer topK,
        @JsonProperty("top_n_tokens") @Nullable Integer topNTokens, @Nullable Float topP, @Nullable Integer truncate,
        @Nullable Float typicalP, @Nullable Boolean watermark) {

    /** Those of a request without parameters: as in TGI, it samples. */
    static final GenerateParameters SAMPLED = new GenerateParameters(null, null, null, null, true, null, null, null,
            null, null, null, null, null, null, null, null, null, null, null);

    /**
     * @param maxBestOf the maximum number of sequences
     * @throws ServiceException an invalid request that names the parameter
     */
    void check(boolean isStream, int maxBestOf) {
        require(this.temperature == null || this.temperature > 0, "temperature", "greater than 0", this.temperature);
        require(this.repetitionPenalty == null || this.repetitionPenalty > 0, "repetition_penalty", "greater than 0",
                this.repetitionPenalty);
        require(isFraction(this.topP), "top_p", "greater than 0 and less than 1", this.topP);
        require(isFraction(this.typicalP), "typical_p", "greater than 0 and less than 1", this.typicalP);
        require(this.topK == null || this.topK > 0, "top_k", "greater than 0", this.topK);
        require(this.maxNewTokens == null || this.maxNewTokens > 0, "max_new_tokens", "greater than 0",
                this.maxNewTokens);
        require(this.truncate == null || this.truncate > 0, "truncate", "greater than 0", this.truncate);
        require(!Boolean.TRUE.equals(this.watermark), "watermark", "false, because it is not supported", true);
        FieldRules.requireBetween("best_of", numSequences(), 1, maxBestOf);
        if (numSequences() > 1) {
            require(isSampled(), "best_of", "1 unless do_sample is true or a sampling parameter is set", this.bestOf);
            require(this.seed == null, "best_of", "1 when seed is set", this.bestOf);
            require(!isStream, "best_of", "1 for a stream", this.bestOf);
        }
        require(!(isStream && returnsPrefill()), "decoder_input_details", "false for a stream", true);
    }

    private static void require(boolean holds, String name, String rule, @Nullable Object given) {
        ServiceException.require(holds, name, rule, given);
    }

    private static boolean isFraction(@Nullable Float value) {
        return value == null || (value > 0 && value < 1);
    }

    /** As in TGI, a temperature of 1 does not imply sampling. */
    private boolean isSampled() {
        return Boolean.TRUE.equals(this.doSample) || (this.temperature != null && this.temperature != 1)
                || this.topK != null || this.topP != null || this.typicalP != null;
    }

    int numSequences() {
        return (this.bestOf != null) ? this.bestOf : 1;
    }

    boolean returnsDetails() {
        return Boolean.TRUE.equals(this.details) || returnsPrefill();
    }

    boolean returnsPrefill() {
        return Boolean.TRUE.equals(this.decoderInputDetails);
    }

    boolean returnsFullText() {
        return Boolean.TRUE.equals(this.returnFullText);
    }

    /** The form of the output; null for free text. */
    @Nullable RequestedForm form(UnknownFields unknown) {
        return (this.grammar != null) ? this.grammar.toForm(unknown) : null;
    }

    SamplingFields sampling() {
        return new SamplingFields(isSampled(), this.temperature, this.topP, this.topK, null, this.typicalP, null, null,
                this.repetitionPenalty, null, this.frequencyPenalty, null, null, null, null);
    }

    /** As in TGI, the text includes the stop string. */
    StopFields stops() {
        return new StopFields(this.stop, null, null, null, true, null);
    }

}
