package io.inkwell.decoding;

import java.util.function.IntFunction;

/** Token bytes that do not depend on neighboring tokens. */
record SeparateTokenBytes(IntFunction<byte[]> bytes) implements TokenBytes {

    static final byte[] NOTHING = {};

    @Override
    public byte[] append(int tokenId) {
        return this.bytes.apply(tokenId);
    }

    @Override
    public byte[] finish() {
        return NOTHING;
    }

    @Override
    public TokenBytes copy() {
        return this;
    }

}
