package io.inkwell.decoding.processor;

import java.util.Map;

import io.inkwell.decoding.Logits;
import io.inkwell.decoding.TokenHistory;

/** Adds the request's biases to the scores of their tokens. */
final class LogitBiasProcessor implements LogitsProcessor {

    private final int[] tokenIds;

    private final float[] biases;

    LogitBiasProcessor(Map<Integer, Float> biases) {
        this.tokenIds = new int[biases.size()];
        this.biases = new float[biases.size()];
        int i = 0;
        for (Map.Entry<Integer, Float> entry : biases.entrySet()) {
            this.tokenIds[i] = entry.getKey();
            this.biases[i++] = entry.getValue();
        }
    }

    @Override
    public void process(Logits logits, TokenHistory history) {
        for (int i = 0; i < this.tokenIds.length; i++) {
            int tokenId = this.tokenIds[i];
            logits.set(tokenId, logits.get(tokenId) + this.biases[i]);
        }
    }

}
