package io.inkwell.completion;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

import io.inkwell.EmbeddedService;
import io.inkwell.completion.prompt.LengthOptions;
import io.inkwell.completion.prompt.Prompt;
import io.inkwell.decoding.stop.StopDecision;
import io.inkwell.engine.request.SampledToken;

/**
 * Assembles the text of a completion of {@value #NUM_TOKENS} tokens; measures the time per token.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class TextAssemblerBenchmark {

    private static final int NUM_TOKENS = 64;

    private static final String TEXT = """
            Of the hall nothing was left but its two walls – and, between them, a door: “Größer,” he said, “than any that I \
            have seen, and older.” They went in with their lamps held high; the wind, which had followed them all the way \
            from the harbour, stayed behind.""";

    private final List<GenerationEvent> events = new ArrayList<>();

    private final EmbeddedService service = new EmbeddedService();

    private final EncodedCompletion completion = this.service.encode(
            CompletionRequest.builder("1", List.of(new Prompt.Text("Call me"))).length(LengthOptions.max(NUM_TOKENS)).build());

    @Setup
    public void prepare() {
        int[] ids = this.completion.model().tokenizer().encode(TEXT);
        for (int i = 0; i < NUM_TOKENS; i++) {
            this.events.add(new GenerationEvent.Token(0,
                    new SampledToken(ids[i % ids.length], null, new StopDecision(null, false, 0, 0, null))));
        }
    }

    @TearDown(Level.Trial)
    public void close() {
        this.service.close();
    }

    @Benchmark
    @OperationsPerInvocation(NUM_TOKENS)
    public void accept(Blackhole pieces) {
        TextAssembler assembler = new TextAssembler(this.completion);
        for (GenerationEvent event : this.events) {
            pieces.consume(assembler.accept(event));
        }
    }

}
