package io.inkwell.grammar.mask;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

import io.inkwell.grammar.automaton.Grammar;

/**
 * The tokens of a vocabulary as a trie over their bytes, in the order of a depth-first
 * walk: the subtree of a node is a range of nodes. Immutable.
 */
public final class Vocabulary {

    private static final byte[] NOTHING = {};

    /** The stacks that a walk may read at each node, on average. */
    private static final int WORK_PER_NODE = 4;

    /** Small vocabularies need no limit. */
    private static final int MIN_WORK = 1 << 16;

    private final byte[][] bytes;

    /** The last byte of each node. */
    private final byte[] labels;

    private final int[] depths;

    private final int maxDepth;

    /** The end of the subtree of each node, exclusive. */
    private final int[] ends;

    /** The tokens in the order of the nodes. */
    private final int[] tokens;

    /** The index of the first token of each node, and the number of tokens. */
    private final int[] firstTokens;

    private Vocabulary(byte[][] bytes) {
        this.bytes = bytes;
        List<Integer> sorted = IntStream.range(0, bytes.length)
            .filter((id) -> bytes[id].length > 0)
            .boxed()
            .sorted(Comparator.comparing((Integer id) -> bytes[id], Arrays::compareUnsigned))
            .toList();
        int maxNodes = sorted.stream().mapToInt((id) -> bytes[id].length).sum();
        byte[] labels = new byte[maxNodes];
        int[] depths = new int[maxNodes];
        int[] firstTokens = new int[maxNodes + 1];
        int size = 0;
        byte[] previous = NOTHING;
        this.tokens = sorted.stream().mapToInt(Integer::intValue).toArray();
        for (int i = 0; i < this.tokens.length; i++) {
            byte[] token = bytes[this.tokens[i]];
            int mismatch = Arrays.mismatch(previous, token);
            for (int depth = (mismatch < 0) ? token.length : mismatch; depth < token.length; depth++) {
                labels[size] = token[depth];
                depths[size] = depth + 1;
                firstTokens[size++] = i;
            }
            firstTokens[size] = i + 1;
            previous = token;
        }
        this.labels = Arrays.copyOf(labels, size);
        this.depths = Arrays.copyOf(depths, size);
        this.firstTokens = Arrays.copyOf(firstTokens, size + 1);
        this.maxDepth = Arrays.stream(this.depths).max().orElse(0);
        this.ends = ends(this.depths, this.maxDepth);
    }

    /**
     * @param size the number of token ids
     * @param bytes the bytes of a token; empty for tokens that a form never contains,
     * such as special tokens
     */
    public static Vocabulary of(int size, IntFunction<byte[]> bytes) {
        return new Vocabulary(IntStream.range(0, size).mapToObj(bytes).toArray(byte[][]::new));
    }

    private static int[] ends(int[] depths, int maxDepth) {
        int[] ends = new int[depths.length];
        int[] open = new int[maxDepth + 1];
        int deepest = 0;
        for (int node = 0; node < depths.length; node++) {
            for (; deepest >= depths[node]; deepest--) {
                ends[open[deepest]] = node;
            }
            deepest = depths[node];
            open[deepest] = node;
        }
        for (; deepest > 0; deepest--) {
            ends[open[deepest]] = depths.length;
        }
        return ends;
    }

    /** The number of tokens. */
    int size() {
        return this.bytes.length;
    }

    /** The bytes of a token; empty for one that a form never contains. */
    byte[] bytes(int tokenId) {
        return (tokenId >= 0 && tokenId < this.bytes.length) ? this.bytes[tokenId] : NOTHING;
    }

    /**
     * The tokens whose bytes can be read from a state. If that takes too much work,
     * because the text after it is very ambiguous, only some of the tokens of several
     * bytes.
     */
    BitSet readable(Configuration from, Grammar grammar) {
        BitSet allowed = new BitSet(this.bytes.length);
        long remainingWork = Math.max(MIN_WORK, (long) WORK_PER_NODE * this.labels.length);
        Configuration[] path = new Configuration[this.maxDepth + 1];
        path[0] = from;
        int node = 0;
        while (node < this.labels.length) {
            int depth = this.depths[node];
            Configuration before = path[depth - 1];
            remainingWork -= before.stacks().size();
            boolean isSkipped = remainingWork < 0 && depth > 1;
            if (isSkipped || before.afterClass(grammar.classOf(this.labels[node])).isDead()) {
                node = this.ends[node];
                continue;
            }
            path[depth] = before.afterClass(grammar.classOf(this.labels[node]));
            for (int i = this.firstTokens[node]; i < this.firstTokens[node + 1]; i++) {
                allowed.set(this.tokens[i]);
            }
            node++;
        }
        return allowed;
    }

}
