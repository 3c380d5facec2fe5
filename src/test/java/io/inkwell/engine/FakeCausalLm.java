package io.inkwell.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import io.inkwell.model.step.CausalLm;
import io.inkwell.model.step.CellCopy;
import io.inkwell.model.step.StepInput;
import io.inkwell.model.step.StepOutput;

/**
 * A network without arithmetic: its KV cache holds the tokens themselves, and the next
 * token is a hash of all that a row sees. So a wrong slot, position, span or copy changes
 * the text. Checks the shape of every step.
 */
public class FakeCausalLm implements CausalLm {

    static final int VOCABULARY = 50;

    private final int[][] cells;

    private final List<StepInput> steps = new ArrayList<>();

    private final List<CellCopy> copies = new ArrayList<>();

    private volatile int numRows;

    private volatile boolean closed;

    public FakeCausalLm(int numSlots, int maxPositions) {
        this.cells = new int[numSlots][maxPositions];
        for (int[] slot : this.cells) {
            Arrays.fill(slot, -1);
        }
    }

    /** What the engine must generate to a prompt, greedily. */
    static List<Integer> expected(int[] prompt, int numTokens) {
        List<Integer> tokens = new ArrayList<>(Arrays.stream(prompt).boxed().toList());
        for (int i = 0; i < numTokens; i++) {
            tokens.add(hash(tokens.stream().mapToInt(Integer::intValue).toArray(), tokens.size()));
        }
        return tokens.subList(prompt.length, tokens.size());
    }

    /** What it likes best after the first {@code length} of the tokens. */
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

    public List<StepInput> steps() {
        return this.steps;
    }

    /** All rows that were computed so far. */
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
    public int maxPositions() {
        return this.cells[0].length;
    }

    @Override
    public int numSlots() {
        return this.cells.length;
    }

    @Override
    public StepOutput step(StepInput input) {
        this.steps.add(input);
        this.numRows += input.tokens().length;
        for (int row = 0; row < input.tokens().length; row++) {
            this.cells[(int) input.slots()[row]][(int) input.positions()[row]] = (int) input.tokens()[row];
        }
        requireSpansCoverRows(input);
        float[] logits = new float[input.outputs().length * VOCABULARY];
        for (int i = 0; i < input.outputs().length; i++) {
            int row = (int) input.outputs()[i];
            int[] seen = this.cells[(int) input.slots()[row]];
            logits[i * VOCABULARY + next(seen, (int) input.positions()[row] + 1)] = 1;
        }
        for (long output : input.normalized()) {
            // Log-probabilities are the logits less log-sum-exp, and all rows here have
            // the same.
            for (int token = 0; token < VOCABULARY; token++) {
                logits[(int) output * VOCABULARY + token] -= (float) Math.log(VOCABULARY - 1 + Math.E);
            }
        }
        return new StepOutput(logits, new float[0], new float[0]);
    }

    private static void requireSpansCoverRows(StepInput input) {
        long[] spans = input.spans();
        int row = 0;
        for (int i = 0; i < spans.length; i += 5) {
            long rowsPerSlot = spans[i + 1] / spans[i + 3];
            require(spans[i] == row && spans[i + 1] % spans[i + 3] == 0, "rows are covered in order, evenly");
            for (long end = row + spans[i + 1]; row < end; row++) {
                require(input.slots()[row] == spans[i + 2] + (row - spans[i]) / rowsPerSlot,
                        "rows stand in slot order");
                require(input.positions()[row] < spans[i + 4], "a row sees itself");
            }
        }
        require(row == input.tokens().length, "every row is covered");
    }

    private static void require(boolean condition, String rule) {
        if (!condition) {
            throw new AssertionError("a step must be such that " + rule);
        }
    }

    @Override
    public void copyCells(List<CellCopy> copies) {
        this.copies.addAll(copies);
        for (CellCopy copy : copies) {
            System.arraycopy(this.cells[copy.fromSlot()], copy.fromCell(), this.cells[copy.toSlot()], copy.fromCell(),
                    copy.toCell() - copy.fromCell());
        }
    }

    @Override
    public void close() {
        this.closed = true;
    }

}
