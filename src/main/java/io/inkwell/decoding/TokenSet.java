package io.inkwell.decoding;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;

import io.inkwell.error.ServiceException;

/**
 * A set of token ids, one bit for each token or, if that is smaller, four bytes for each
 * id. Immutable.
 */
public final class TokenSet {

    public static final TokenSet EMPTY = of(new int[0]);

    /** The ids in ascending order; empty if {@link #bits} has them. */
    private final int[] ascending;

    private final BitSet bits;

    private final int numGiven;

    private TokenSet(int[] ascending, BitSet bits, int numGiven) {
        this.ascending = ascending;
        this.bits = bits;
        this.numGiven = numGiven;
    }

    /**
     * @param tokenIds in any order, with or without repetitions
     */
    public static TokenSet of(Collection<Integer> tokenIds) {
        return of(tokenIds.stream().mapToInt(Integer::intValue).toArray());
    }

    /**
     * @param tokenIds the ids as bits; not kept
     */
    public static TokenSet of(BitSet tokenIds) {
        int count = tokenIds.cardinality();
        boolean isDense = tokenIds.length() / Integer.SIZE < count;
        return new TokenSet(isDense ? new int[0] : tokenIds.stream().toArray(),
                isDense ? (BitSet) tokenIds.clone() : new BitSet(), count);
    }

    private static TokenSet of(int[] given) {
        int[] ascending = Arrays.stream(given).sorted().distinct().toArray();
        BitSet bits = new BitSet();
        int count = ascending.length;
        boolean isDense = count > 0 && ascending[0] >= 0 && ascending[count - 1] / Integer.SIZE < count;
        if (isDense) {
            Arrays.stream(ascending).forEach(bits::set);
        }
        return new TokenSet(isDense ? new int[0] : ascending, bits, given.length);
    }

    public boolean isEmpty() {
        return this.ascending.length == 0 && this.bits.isEmpty();
    }

    /** The smallest id; 0 if there is none. */
    int first() {
        return (this.ascending.length > 0) ? this.ascending[0] : Math.max(0, this.bits.nextSetBit(0));
    }

    /**
     * The smallest id of at least {@code from}; -1 if there is none.
     * @param from at least 0
     */
    public int next(int from) {
        if (this.ascending.length == 0) {
            return this.bits.nextSetBit(from);
        }
        int index = Arrays.binarySearch(this.ascending, from);
        int insertion = (index >= 0) ? index : -index - 1;
        return (insertion < this.ascending.length) ? this.ascending[insertion] : -1;
    }

    /**
     * The smallest id of at least {@code from} that is not in the set.
     * @param from at least 0
     */
    int nextAbsent(int from) {
        if (this.ascending.length == 0) {
            return this.bits.nextClearBit(from);
        }
        int absent = from;
        int index = Arrays.binarySearch(this.ascending, from);
        for (int i = index; i >= 0 && i < this.ascending.length && this.ascending[i] == absent; i++) {
            absent++;
        }
        return absent;
    }

    /**
     * Checks the ids of a request against a vocabulary.
     * @param field of the request that holds the ids
     * @throws ServiceException an invalid request, if there are more ids than tokens,
     * counting repetitions, or an id is not in the vocabulary
     */
    public void requireIn(String field, TokenRange vocabulary) {
        int size = vocabulary.size();
        ServiceException.require(this.numGiven <= size, field,
                "a list of at most " + size + " token ids, the size of the vocabulary", this.numGiven + " ids");
        int unknown = next(size);
        if (unknown >= 0) {
            throw vocabulary.rejection(field, unknown);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TokenSet set && Arrays.equals(this.ascending, set.ascending)
                && this.bits.equals(set.bits);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(this.ascending) + this.bits.hashCode();
    }

}
