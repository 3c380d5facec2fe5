package io.inkwell.model;

/** What a tensor of a safetensors file holds; the names are the format's own. */
public enum ElementType {

    BOOL(1), U8(1), I8(1), F8_E5M2(1), F8_E4M3(1), F8_E8M0(1), I16(2), U16(2), F16(2), BF16(2), I32(4), U32(4), F32(4),
    F64(8), I64(8), U64(8), C64(8);

    private final int sizeBytes;

    ElementType(int sizeBytes) {
        this.sizeBytes = sizeBytes;
    }

    public int sizeBytes() {
        return this.sizeBytes;
    }

    /** Whether weights may be of this type: F32, F16 or BF16. */
    public boolean isWeight() {
        return this == F32 || this == F16 || this == BF16;
    }

}
