package io.inkwell.tokenizer.decoder;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** The text of a {@link StagedDecoder}. */
final class StagedText implements TokenText {

    private final TokenTable table;

    private final List<DecoderStage> stages;

    private final boolean skipSpecialTokens;

    private boolean begun;

    /**
     * @param stages in their initial state; must not be shared
     */
    StagedText(TokenTable table, List<DecoderStage> stages, boolean skipSpecialTokens) {
        this.table = table;
        this.stages = stages;
        this.skipSpecialTokens = skipSpecialTokens;
    }

    /** The bytes of a token without its neighbors. */
    static byte[] label(String token, List<DecoderStage> stages, boolean isFirst) {
        int value = ByteFallback.byteOf(token);
        if (value >= 0 && stages.stream().anyMatch(ByteFallback.class::isInstance)) {
            return new byte[] { (byte) value };
        }
        String text = token;
        for (DecoderStage stage : stages) {
            text = stage.label(text, isFirst);
        }
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public byte[] append(int tokenId) {
        return isHidden(tokenId) ? TokenTable.NOTHING : appendShown(tokenId);
    }

    @Override
    public byte[] hidden(int tokenId) {
        return isHidden(tokenId) ? this.table.spelling(tokenId).getBytes(StandardCharsets.UTF_8) : TokenTable.NOTHING;
    }

    private boolean isHidden(int tokenId) {
        return this.skipSpecialTokens && this.table.isSpecial(tokenId);
    }

    @Override
    public byte[] appendShown(int tokenId) {
        if (!this.table.has(tokenId)) {
            return TokenTable.NOTHING;
        }
        this.begun = true;
        StringBuilder text = new StringBuilder();
        pass(0, this.table.written(tokenId), text);
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public byte[] finish() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < this.stages.size(); i++) {
            int next = i + 1;
            this.stages.get(i).finish((token) -> pass(next, token, text));
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void pass(int stage, String token, StringBuilder text) {
        if (stage == this.stages.size()) {
            text.append(token);
        }
        else {
            this.stages.get(stage).accept(token, (each) -> pass(stage + 1, each, text));
        }
    }

    @Override
    public byte[] label(int tokenId) {
        return this.begun ? this.table.bytes(tokenId) : label(this.table.written(tokenId), this.stages, true);
    }

    @Override
    public TokenText copy() {
        StagedText copy = new StagedText(this.table, this.stages.stream().map(DecoderStage::copy).toList(),
                this.skipSpecialTokens);
        copy.begun = this.begun;
        return copy;
    }

}
