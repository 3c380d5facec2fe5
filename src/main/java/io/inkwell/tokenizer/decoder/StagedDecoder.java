package io.inkwell.tokenizer.decoder;

import java.util.List;

/**
 * Of tokens that stages rewrite one after another. Without stages the text is the tokens
 * as the vocabulary spells them.
 *
 * @param stages in their first state, to be copied
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
