package io.inkwell.openai;

import java.util.List;
import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import tools.jackson.databind.json.JsonMapper;

import io.inkwell.EmbeddedService;
import io.inkwell.completion.Choice;
import io.inkwell.completion.CompletionChunk;
import io.inkwell.completion.CompletionRequest;
import io.inkwell.completion.EncodedCompletion;
import io.inkwell.completion.prompt.Prompt;

/** Serializes a chunk as the JSON of a server-sent event. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class EventBenchmark {

    private final EmbeddedService service = new EmbeddedService();

    private final JsonMapper json = this.service.json();

    private final EncodedCompletion completion = this.service
        .encode(CompletionRequest.builder("950a008e2b5e45b090ea337adf3b95d4", List.of(new Prompt.Text("Call me"))).build());

    private final CompletionResponseMapper responses = new CompletionResponseMapper(
            new ResponseMetadata("cmpl-950a008e2b5e45b090ea337adf3b95d4", 1_795_317_842, "inkwell-demo",
                    "inkwell-0.1.0-float16-cpu"),
            this.completion, StreamUsage.FINAL);

    private final CompletionChunk chunk = new CompletionChunk(
            new Choice(0, " harbour", List.of(), null, null, null, null), 7, null);

    @TearDown(Level.Trial)
    public void close() {
        this.service.close();
    }

    @Benchmark
    public byte[] encode() {
        return this.json.writeValueAsBytes(this.responses.toEvents(this.chunk).get(0));
    }

}
