package io.inkwell.tokenizer.decoder;

/** The text of byte-level tokens, whose bytes do not depend on other tokens. */
public record ByteLevelText(TokenTable table, boolean skipSpecialTokens) implements TokenText {

    @Override
    public byte[] append(int tokenId) {
        return isHidden(tokenId) ? TokenTable.NOTHING : this.table.bytes(tokenId);
    }

    @Override
    public byte[] hidden(int tokenId) {
        return isHidden(tokenId) ? this.table.bytes(tokenId) : TokenTable.NOTHING;
    }

    private boolean isHidden(int tokenId) {
        return this.skipSpecialTokens && this.table.isSpecial(tokenId);
    }

    @Override
    public byte[] appendShown(int tokenId) {
        return this.table.bytes(tokenId);
    }

    @Override
    public byte[] finish() {
        return TokenTable.NOTHING;
    }

    @Override
    public byte[] label(int tokenId) {
        return this.table.bytes(tokenId);
    }

    @Override
    public TokenText copy() {
        return this;
    }

}
