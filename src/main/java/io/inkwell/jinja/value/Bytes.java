package io.inkwell.jinja.value;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.RandomAccess;

/** Python's bytes: a sequence of ints. */
public final class Bytes extends AbstractList<Object> implements RandomAccess, Named {

    private final byte[] values;

    public Bytes(byte[] values) {
        this.values = values.clone();
    }

    /** Creates bytes from ints. */
    static Bytes of(List<Object> items) {
        byte[] values = new byte[items.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (byte) (long) (Long) items.get(i);
        }
        return new Bytes(values);
    }

    public Bytes part(int from, int to) {
        return new Bytes(Arrays.copyOfRange(this.values, from, to));
    }

    public byte[] values() {
        return this.values.clone();
    }

    public String hex() {
        return HexFormat.of().formatHex(this.values);
    }

    @Override
    public Object get(int index) {
        return this.values[index] & 0xffL;
    }

    @Override
    public int size() {
        return this.values.length;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes bytes && Arrays.equals(this.values, bytes.values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(this.values);
    }

    @Override
    public String typeName() {
        return "bytes";
    }

}
