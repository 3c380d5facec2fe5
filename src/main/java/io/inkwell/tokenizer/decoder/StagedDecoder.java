package io.inkwell.tokenizer.decoder;

import java.util.List;

/**
 * A decoder that passes tokens through a list of stages. Without stages, the text is the
 * tokens as spelled in the vocabulary.
 *
 * @param stages in their initial state; copied for each text
 */
record StagedDecoder(List<DecoderStage> stages) implements Decoder {

    StagedDecoder {
        stages = List.copyOf(stages);
    }

    @Override
    public byte[] bytes(String token) {
        return StagedText.label(token, this.stages, false);
    }

    @Override
    public TokenText newText(TokenTable table, boolean skipSpecialTokens) {
        return new StagedText(table, this.stages.stream().map(DecoderStage::copy).toList(), skipSpecialTokens);
    }

}
