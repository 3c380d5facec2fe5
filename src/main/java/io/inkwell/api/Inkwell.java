package io.inkwell.api;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import io.inkwell.completion.BlockingCompletions;
import io.inkwell.completion.CompletionCursor;
import io.inkwell.completion.CompletionRequest;
import io.inkwell.registry.ModelSource;

/**
 * A model that runs in this process. Threads share it: the engine computes their
 * completions in the same steps. Open one for each model and keep it, because opening
 * loads the weights.
 *
 * <p>
 * A call that waits for tokens ends when its thread is interrupted: it cancels the
 * completion and throws {@link java.util.concurrent.CancellationException}. After
 * {@link #close()} every call throws {@link IllegalStateException}.
 */
public final class Inkwell implements AutoCloseable {

    /** The rest waits here, not in the queue of the engine. */
    private static final int TEXTS_AT_ONCE = 64;

    private static final int MAX_LOGPROB_ENTRIES = 500_000;

    private final OpenModel model;

    private final BlockingCompletions completions;

    private final Explainer explainer;

    private Inkwell(OpenModel model) {
        SecureRandom random = new SecureRandom();
        this.model = model;
        // 53 bits: a double can hold the seed.
        this.completions = new BlockingCompletions(() -> random.nextLong() >>> 11, System::nanoTime,
                MAX_LOGPROB_ENTRIES);
        this.explainer = new Explainer(model);
    }

    /** Opens the small model in the jar, which needs no network. */
    public static Inkwell open() {
        return open(ModelSource.EMBEDDED);
    }

    /** Like {@link #open(String, InkwellOptions)}, with the default options. */
    public static Inkwell open(String model) {
        return open(model, InkwellOptions.DEFAULT);
    }

    /**
     * Opens a model.
     * @param model {@code embedded} or {@code default} for the model in the jar, a folder
     * with a GPT-2 checkpoint, or the id of a model of the Hugging Face hub, which is
     * downloaded unless the cache has it
     * @throws IllegalArgumentException if the model is blank, or this machine lacks the
     * device or the dtype
     * @throws InkwellException if the model cannot be opened
     */
    public static Inkwell open(String model, InkwellOptions options) {
        Rules.require(!model.isBlank(), "model", "\"embedded\", a folder, or the id of a model of the Hugging Face hub",
                "\"" + model + "\"");
        return new Inkwell(new OpenModel(new ModelOpener(options).open(model)));
    }

    /** The name of the model: its id of the hub, or the name of its folder. */
    public String model() {
        return this.model.loaded().name();
    }

    /** The context length in tokens: prompt and completion together. */
    public int contextLength() {
        return this.model.loaded().contextLength();
    }

    /** Completes a prompt with the default options. */
    public Completion complete(String prompt) {
        return complete(prompt, CompletionOptions.DEFAULT);
    }

    /**
     * Completes a prompt. An empty one starts a new text.
     * @throws InkwellException if the prompt does not fit the context, or the completion
     * fails
     */
    public Completion complete(String prompt, CompletionOptions options) {
        return complete(Requests.of(prompt, options));
    }

    /**
     * Completes a prompt part by part. It starts with this call. Closing the stream
     * cancels it, from any thread, so use try-with-resources unless you read it to its
     * end. Reading throws as {@link #complete(String, CompletionOptions)} does.
     */
    public Stream<CompletionPart> stream(String prompt, CompletionOptions options) {
        return stream(Requests.of(prompt, options));
    }

    /**
     * Answers a conversation, which the model's chat template turns into a prompt.
     * @throws IllegalArgumentException if there is no message
     */
    public Completion chat(List<Message> messages, CompletionOptions options) {
        return complete(Requests.of(messages, options));
    }

    /** Like {@link #chat}, part by part as {@link #stream} does. */
    public Stream<CompletionPart> streamChat(List<Message> messages, CompletionOptions options) {
        return stream(Requests.of(messages, options));
    }

    private Completion complete(CompletionRequest request) {
        return Results.completion(await(request));
    }

    private io.inkwell.completion.Completion await(CompletionRequest request) {
        CompletionCursor chunks = start(request);
        return this.model.await(() -> BlockingCompletions.join(chunks));
    }

    private Stream<CompletionPart> stream(CompletionRequest request) {
        CompletionCursor chunks = start(request);
        return StreamSupport
            .stream(Spliterators.spliteratorUnknownSize(new PartIterator(this.model, chunks),
                    Spliterator.ORDERED | Spliterator.NONNULL), false)
            .onClose(chunks::close);
    }

    private CompletionCursor start(CompletionRequest request) {
        return this.model.call((loaded) -> this.completions.start(loaded, request));
    }

    /** The log-probability of each token of a text. */
    public Scores score(String text) {
        return score(text, 0);
    }

    /**
     * The log-probability of each token of a text.
     * @param numTop how many of the most likely tokens to return for each position, at
     * least 0
     * @throws InkwellException if the text does not fit the context
     */
    public Scores score(String text, int numTop) {
        Rules.require(numTop >= 0, "numTop", "at least 0", numTop);
        return Results.scores(await(Requests.toScore(text, numTop)));
    }

    /** The embedding of one text, as {@link #embed(List)} computes it. */
    public float[] embed(String text) {
        return embed(List.of(text)).get(0);
    }

    /**
     * The embedding of each text: a vector of length 1, the mean of its tokens' last
     * states.
     * @throws IllegalArgumentException if a text is empty
     * @throws InkwellException if a text does not fit the context
     */
    public List<float[]> embed(List<String> texts) {
        for (int i = 0; i < texts.size(); i++) {
            Rules.require(!texts.get(i).isEmpty(), "texts[" + i + "]", "of at least one character", "\"\"");
        }
        List<float[]> vectors = new ArrayList<>();
        for (int from = 0; from < texts.size(); from += TEXTS_AT_ONCE) {
            List<String> some = texts.subList(from, Math.min(from + TEXTS_AT_ONCE, texts.size()));
            Supplier<List<float[]>> results = this.model
                .call((loaded) -> this.completions.startEmbeddings(loaded, some));
            vectors.addAll(this.model.await(results));
        }
        return vectors;
    }

    /** The token ids of a text. */
    public int[] encode(String text) {
        return this.model.call((loaded) -> loaded.textEncoder().encodeToCount("text", text, true));
    }

    /**
     * The text of token ids.
     * @throws InkwellException if the model has no such token
     */
    public String decode(int... tokens) {
        return this.model.call((loaded) -> {
            loaded.knownTokens().require("tokens", tokens);
            return loaded.tokenizer().decode(tokens, false);
        });
    }

    /** Explains what the model computes. */
    public Explainer explain() {
        return this.explainer;
    }

    /**
     * Fails running completions with {@link IllegalStateException}, waits for running
     * explanations and compilations, and frees the memory of the model. A second call
     * does nothing.
     */
    @Override
    public void close() {
        this.model.close();
    }

}
