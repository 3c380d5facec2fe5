package io.inkwell.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import io.inkwell.model.step.AttentionCall;
import io.inkwell.model.step.CausalLm;
import io.inkwell.model.step.CellCopy;
import io.inkwell.model.step.CellRelease;
import io.inkwell.model.step.KvCacheSize;
import io.inkwell.model.step.StepInput;
import io.inkwell.model.step.StepOutput;
import io.inkwell.model.step.StepRows;

/**
 * A model without arithmetic: its KV cache stores token ids, and the next token is a hash
 * of all tokens that a row sees. A wrong slot, position, span, copy or release changes
 * the output. Checks the shape of every step, and that the committed cells fit in the
 * cache.
 */
public class FakeCausalLm implements CausalLm {

    static final int VOCABULARY = 50;

    private final KvCacheSize cacheSize;

    private final int[][] cells;

    private final int[] committed;

    private final List<CellRelease> releases = new ArrayList<>();

    private final List<StepInput> steps = new ArrayList<>();

    private final List<CellCopy> copies = new ArrayList<>();

    private volatile int numRows;

    private volatile boolean closed;

    public FakeCausalLm(int numSlots, int maxPositions) {
        this(KvCacheSize.ofWholeSlots(numSlots, maxPositions));
    }

    FakeCausalLm(KvCacheSize cacheSize) {
        this.cacheSize = cacheSize;
        this.committed = new int[cacheSize.numSlots()];
        this.cells = new int[cacheSize.numSlots()][cacheSize.maxPositions()];
        for (int[] slot : this.cells) {
            Arrays.fill(slot, -1);
        }
    }

    /** The greedy completion of a prompt. */
    static List<Integer> expected(int[] prompt, int numTokens) {
        List<Integer> tokens = new ArrayList<>(Arrays.stream(prompt).boxed().toList());
        for (int i = 0; i < numTokens; i++) {
            tokens.add(hash(tokens.stream().mapToInt(Integer::intValue).toArray(), tokens.size()));
        }
        return tokens.subList(prompt.length, tokens.size());
    }

    /** The most likely token after the first {@code length} tokens. */
    int next(int[] tokens, int length) {
        return hash(tokens, length);
    }

    static int hash(int[] tokens, int length) {
        int hash = 17;
        for (int i = 0; i < length; i++) {
            hash = 31 * hash + tokens[i] + 1;
        }
        return Math.floorMod(hash ^ (hash >>> 15), VOCABULARY);
    }

    List<CellCopy> copies() {
        return this.copies;
    }

    List<CellRelease> releases() {
        return this.releases;
    }

    public List<StepInput> steps() {
        return this.steps;
    }

    /** The number of rows computed so far. */
    int numRows() {
        return this.numRows;
    }

    boolean isClosed() {
        return this.closed;
    }

    @Override
    public int vocabularySize() {
        return VOCABULARY;
    }

    @Override
    public int hiddenSize() {
        return 1;
    }

    @Override
    public KvCacheSize cacheSize() {
        return this.cacheSize;
    }

    @Override
    public StepOutput step(StepInput input) {
        this.steps.add(input);
        this.numRows += input.numRows();
        requireCallsCoverRows(input);
        List<float[]> logits = new ArrayList<>();
        int numScores = 0;
        for (StepRows rows : input.rows()) {
            int[] cells = this.cells[rows.slot()];
            System.arraycopy(rows.tokens(), 0, cells, rows.from(), rows.tokens().length);
            int end = rows.from() + rows.tokens().length;
            commit(rows.slot(), end);
            for (int length = end - rows.numLogits() + 1; length <= end; length++) {
                logits.add(logits(next(cells, length), rows.logprobs()));
            }
            numScores += rows.targets().length * (2 + 2 * rows.numTop());
        }
        float[] all = new float[logits.size() * VOCABULARY];
        for (int i = 0; i < logits.size(); i++) {
            System.arraycopy(logits.get(i), 0, all, i * VOCABULARY, VOCABULARY);
        }
        return new StepOutput(input, all, new float[input.numRows()], new float[numScores], VOCABULARY, 1);
    }

    private static float[] logits(int next, boolean logprobs) {
        float[] logits = new float[VOCABULARY];
        logits[next] = 1;
        // A log-probability is the logit minus log-sum-exp, which is equal in all rows.
        float logSumExp = (float) Math.log(VOCABULARY - 1 + Math.E);
        for (int token = 0; logprobs && token < VOCABULARY; token++) {
            logits[token] -= logSumExp;
        }
        return logits;
    }

    private static void requireCallsCoverRows(StepInput input) {
        List<int[]> rows = new ArrayList<>();
        for (StepRows each : input.rows()) {
            for (int i = 0; i < each.tokens().length; i++) {
                rows.add(new int[] { each.slot(), each.from() + i });
            }
        }
        int row = 0;
        for (AttentionCall call : input.attentionCalls()) {
            int rowsPerSlot = call.numRows() / call.numSlots();
            require(call.firstRow() == row && call.numRows() % call.numSlots() == 0,
                    "calls must cover rows in order and evenly");
            for (int i = 0; i < call.numRows(); i++, row++) {
                require(rows.get(row)[0] == call.firstSlot() + i / rowsPerSlot, "rows must be in slot order");
                require(rows.get(row)[1] < call.length(), "a row must see itself");
            }
        }
        require(row == rows.size(), "calls must cover every row");
    }

    private static void require(boolean condition, String rule) {
        if (!condition) {
            throw new AssertionError("invalid step: " + rule);
        }
    }

    @Override
    public void copyCells(List<CellCopy> copies) {
        this.copies.addAll(copies);
        for (CellCopy copy : copies) {
            System.arraycopy(this.cells[copy.fromSlot()], copy.firstCell(), this.cells[copy.toSlot()], copy.firstCell(),
                    copy.endCell() - copy.firstCell());
            commit(copy.toSlot(), copy.endCell());
        }
    }

    @Override
    public void releaseCells(List<CellRelease> releases) {
        this.releases.addAll(releases);
        for (CellRelease release : releases) {
            require(this.cacheSize.inBlocks(release.firstCell()) == release.firstCell(),
                    "releases must start at a block");
            Arrays.fill(this.cells[release.slot()], release.firstCell(), maxPositions(), -1);
            this.committed[release.slot()] = Math.min(this.committed[release.slot()], release.firstCell());
        }
    }

    private void commit(int slot, int endCell) {
        this.committed[slot] = Math.max(this.committed[slot], this.cacheSize.inBlocks(endCell));
        require(Arrays.stream(this.committed).asLongStream().sum() <= this.cacheSize.numCells(),
                "committed cells must fit in the cache");
    }

    @Override
    public void close() {
        this.closed = true;
    }

}
