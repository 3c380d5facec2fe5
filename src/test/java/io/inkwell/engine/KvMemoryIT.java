package io.inkwell.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

import io.inkwell.engine.request.GenerationRequest;
import io.inkwell.engine.request.SchedulerLimits;
import io.inkwell.model.checkpoint.EmbeddedCheckpoint;
import io.inkwell.model.Golden;
import io.inkwell.model.Gpt2Model;
import io.inkwell.model.checkpoint.Precision;
import io.inkwell.model.step.CellRelease;
import io.inkwell.model.step.Gpt2Predictor;
import io.inkwell.model.step.KvCacheSize;
import io.inkwell.model.step.StepInput;
import io.inkwell.model.step.StepRows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/** The memory of a KV cache whose slots have more cells than it may commit. */
@TestInstance(Lifecycle.PER_CLASS)
class KvMemoryIT {

    private static final Path MAPPINGS = Path.of("/proc/self/smaps");

    /** No service of another test has as many, so the size of the mapping is unique. */
    private static final int NUM_SLOTS = 61;

    private Gpt2Model model;

    private int maxPositions;

    private long bytesPerCell;

    @BeforeAll
    void load() throws IOException {
        this.model = EmbeddedCheckpoint.load(Precision.FLOAT32);
        this.maxPositions = this.model.config().maxPositions();
        this.bytesPerCell = this.model.config().kvBytesPerToken();
        assumeThat(this.model.cellsPerBlock()).as("cells per block").isLessThan(this.maxPositions);
    }

    @AfterAll
    void close() {
        this.model.close();
    }

    @Test
    void memoryIsCommittedWhenCellsAreWrittenAndReturnedWhenTheyAreReleased() throws IOException {
        try (Gpt2Predictor predictor = this.model.newPredictor(size(2L * this.maxPositions))) {
            assertThat(committedBytes()).isZero();
            int[] tokens = tokens(0, 256);
            predictor.step(StepInput.of(StepRows.of(5, 0, tokens).withLogits(1)));
            assertThat(committedBytes()).isEqualTo(256 * this.bytesPerCell);
            float[] before = logits(predictor, 64);
            predictor.releaseCells(List.of(new CellRelease(5, 64)));
            assertThat(committedBytes()).isEqualTo(64 * this.bytesPerCell);
            // The cells before the released ones are unchanged. This commits one block.
            assertThat(logits(predictor, 64)).isEqualTo(before);
            predictor.releaseCells(List.of(new CellRelease(5, 0)));
            assertThat(committedBytes()).isZero();
        }
    }

    /** The logits after a token at a position of slot 5. */
    private float[] logits(Gpt2Predictor predictor, int position) {
        return predictor.step(StepInput.of(StepRows.of(5, position, 17).withLogits(1))).rows().get(0).logits().clone();
    }

    @Test
    void loadBeyondTheMemoryKeepsWithinItAndGivesTheSameOutput() throws IOException {
        KvCacheSize size = size(2L * this.maxPositions);
        SchedulerLimits limits = new SchedulerLimits(128, 32, 1000);
        List<RecordedGeneration> generations = new ArrayList<>();
        try (TestEngine engine = TestEngine.on(this.model.newPredictor(size)).limits(limits).start();
                TestEngine whole = TestEngine.on(this.model.newPredictor(2)).limits(limits).start()) {
            IntStream.range(0, 60).forEach((i) -> generations.add(engine.submit(request(i))));
            for (int i = 0; i < generations.size(); i++) {
                generations.get(i).await();
                assertThat(committedBytes()).isLessThanOrEqualTo(size.numCells() * this.bytesPerCell);
                RecordedGeneration expected = whole.submit(request(i));
                expected.await();
                assertThat(generations.get(i).tokens(0)).isEqualTo(expected.tokens(0));
            }
            // More was written over time than memory holds.
            assertThat(committedBytes()).isGreaterThan(this.maxPositions * this.bytesPerCell);
        }
    }

    private KvCacheSize size(long numCells) {
        return new KvCacheSize(NUM_SLOTS, this.maxPositions, numCells, this.model.cellsPerBlock());
    }

    private static GenerationRequest request(int i) {
        return Requests.greedy(tokens(i % 7, 20 + 29 * (i % 11)), 1 + i % 30);
    }

    private static int[] tokens(int i, int length) {
        Golden golden = Golden.cases().get(i % Golden.cases().size());
        int[] tokens = Requests.join(golden.tokenIds(), golden.greedyIds());
        return IntStream.range(0, length).map((position) -> tokens[(position + i) % tokens.length]).toArray();
    }

    /** The memory of the mapping with the cache: without huge pages, and of its size. */
    private long committedBytes() throws IOException {
        long minSize = (long) NUM_SLOTS * this.maxPositions * this.bytesPerCell;
        long size = 0;
        long resident = 0;
        long found = -1;
        for (String line : Files.readAllLines(MAPPINGS)) {
            String[] fields = line.split("\\s+");
            switch (fields[0]) {
                case "Size:" -> size = 1024 * Long.parseLong(fields[1]);
                case "Rss:" -> resident = 1024 * Long.parseLong(fields[1]);
                case "VmFlags:" -> {
                    if (size >= minSize && size < minSize + (1 << 16) && List.of(fields).contains("nh")) {
                        found = resident;
                    }
                }
                default -> {
                }
            }
        }
        assertThat(found).as("the mapping of the cache").isNotNegative();
        return found;
    }

}
