package io.inkwell.registry;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.inkwell.chat.ChatTemplate;
import io.inkwell.chat.SpecialTokens;
import io.inkwell.chat.TemplateSource;
import io.inkwell.decoding.TokenRange;
import io.inkwell.engine.InferenceEngine;
import io.inkwell.engine.PredictorPool;
import io.inkwell.engine.request.EngineListener;
import io.inkwell.error.ErrorKind;
import io.inkwell.error.ServiceException;
import io.inkwell.grammar.OutputForms;
import io.inkwell.model.Gpt2Model;
import io.inkwell.model.WeightCopies;
import io.inkwell.model.checkpoint.Checkpoint;
import io.inkwell.model.checkpoint.Gpt2Config;
import io.inkwell.model.checkpoint.Precision;
import io.inkwell.model.program.ComputeDevice;
import io.inkwell.model.program.DeviceMemory;
import io.inkwell.model.step.AdapterWeights;
import io.inkwell.model.step.KvCacheSize;
import io.inkwell.registry.defaults.GenerationConfig;
import io.inkwell.tokenizer.Tokenizer;

/**
 * A served model: its tokenizer, its weights and the engines that share them. Closes them
 * in the order of their dependencies.
 */
public final class LoadedModel implements AutoCloseable {

    private static final Logger logger = LoggerFactory.getLogger(LoadedModel.class);

    private final ModelSource source;

    private final Instant created;

    private final GenerationConfig generationConfig;

    private final ChatTemplate chatTemplate;

    private final Tokenizer tokenizer;

    private final TextEncoder textEncoder;

    private final WeightCopies weights;

    private final Set<Integer> eosTokenIds;

    private final OutputForms outputForms;

    private final PredictorPool pool;

    private final MemoryShares memory;

    private final UseCounter uses;

    private final @Nullable AdapterWeights adapter;

    private LoadedModel(ModelSource source, Instant created, GenerationConfig generationConfig,
            ChatTemplate chatTemplate, Tokenizer tokenizer, TextEncoder textEncoder, WeightCopies weights,
            Set<Integer> eosTokenIds, OutputForms outputForms, PredictorPool pool, MemoryShares memory, UseCounter uses,
            @Nullable AdapterWeights adapter) {
        this.source = source;
        this.created = created;
        this.generationConfig = generationConfig;
        this.chatTemplate = chatTemplate;
        this.tokenizer = tokenizer;
        this.textEncoder = textEncoder;
        this.weights = weights;
        this.eosTokenIds = eosTokenIds;
        this.outputForms = outputForms;
        this.pool = pool;
        this.memory = memory;
        this.uses = uses;
        this.adapter = adapter;
    }

    /**
     * Loads a model and starts its engines.
     * @param listener creates the listener of the engines for the names of their devices
     * @param nanoClock the clock of the engines
     * @throws IOException if its files are missing, broken or inconsistent
     * @throws InsufficientMemoryException if it needs more memory than the options allow
     */
    public static LoadedModel load(ModelSource source, ModelOptions options, Instant now,
            Function<String, EngineListener> listener, LongSupplier nanoClock) throws IOException {
        source.requireCheckpoint();
        UseCounter uses = new UseCounter(nanoClock);
        GenerationConfig generationConfig = source.readGenerationConfig();
        TemplateSource ownTemplate = source.readChatTemplate();
        Tokenizer tokenizer = source.openTokenizer();
        WeightCopies weights = null;
        try (Checkpoint checkpoint = source.openCheckpoint()) {
            SpecialTokens tokens = new SpecialTokens(tokenizer.namedTokens());
            ChatTemplate chatTemplate = ChatTemplates.choose(source.name(), ownTemplate, options, tokens);
            ModelMemory memory = ModelMemory.of(checkpoint, options.weights().precision());
            long cacheBytes = options.cacheBytes(memory, DeviceMemory::freeBytes);
            require(source, options.memory().hold(uses, options.cpuBytesWhileLoading(memory, cacheBytes)));
            weights = WeightCopies.load(checkpoint, options.weights(), options.devices());
            options.memory().keep(uses, options.cpuBytes(memory, cacheBytes));
            KvCacheSize cacheSize = options.cachePerReplica(cacheBytes, memory, checkpoint.config().maxPositions(),
                    weights.cellsPerBlock(), AddressSpace.bytes());
            Set<Integer> eosTokenIds = EosTokenIds.of(checkpoint.config(), generationConfig, tokens, tokenizer);
            GenerationConfig defaults = options.usesGenerationConfig()
                    ? generationConfig.fitting(checkpoint.config().vocabSize(), eosTokenIds,
                            cacheSize.maxSequences(checkpoint.config().maxPositions()))
                    : GenerationConfig.NONE;
            checkpoint.notices().forEach(logger::warn);
            (options.usesGenerationConfig() ? defaults.notices() : generationConfig.eosTokens().notices())
                .forEach(logger::warn);
            TextEncoder textEncoder = new TextEncoder(tokenizer, checkpoint.config().vocabSize(),
                    TextLimits.of(options.maxPromptBytes(), checkpoint.config().maxPositions(), tokenizer));
            textEncoder.warnOfUnknownTokens(source.name());
            PredictorPool pool = startEngines(source.name(), weights, cacheSize, options,
                    listener.apply(weights.devices()), nanoClock);
            return new LoadedModel(source, now, defaults, chatTemplate, tokenizer, textEncoder, weights, eosTokenIds,
                    FormVocabulary.of(tokenizer, checkpoint.config().vocabSize(), eosTokenIds), pool, options.memory(),
                    uses, null);
        }
        catch (IOException | RuntimeException | Error ex) {
            if (weights != null) {
                weights.close();
            }
            tokenizer.close();
            options.memory().release(uses);
            if (DeviceMemory.isExhausted(ex)) {
                throw new InsufficientMemoryException("The memory of "
                        + options.devices().stream().map(ComputeDevice::toString).collect(Collectors.joining(","))
                        + " is insufficient for the weights, keys and values of the model", ex);
            }
            throw ex;
        }
    }

    // Explanations take memory on other threads.
    private static void require(ModelSource source, boolean isHeld) {
        if (!isHeld) {
            throw new InsufficientMemoryException("Memory for " + source.name() + " was taken while it was loading");
        }
    }

    private static PredictorPool startEngines(String name, WeightCopies weights, KvCacheSize cacheSize,
            ModelOptions options, EngineListener listener, LongSupplier nanoClock) {
        return PredictorPool.start(options.totalReplicas(), (i) -> new InferenceEngine("engine-" + name + "-" + i,
                weights.newPredictor(i, cacheSize), options.limits(), options.prefixCaching(), listener, nanoClock),
                listener);
    }

    /**
     * This model with an adapter, under another name. Both share everything else.
     * @param adapter in use as long as requests use the result
     */
    LoadedModel with(String name, AdapterWeights adapter) {
        return new LoadedModel(this.source.named(name), this.created, this.generationConfig, this.chatTemplate,
                this.tokenizer, this.textEncoder, this.weights, this.eosTokenIds, this.outputForms, this.pool,
                this.memory, this.uses, adapter);
    }

    /**
     * Loads an adapter of this model, whose memory counts until its last use ends.
     * @throws IOException if its files are missing, broken, or of another model
     * @throws InsufficientMemoryException if it exceeds the memory that is left
     */
    public AdapterWeights loadAdapter(Path folder, int maxRank) throws IOException {
        return AdapterMemory.load(folder, maxRank, this.weights, this.memory);
    }

    /** The adapter that requests use; null for the model itself. */
    public @Nullable AdapterWeights adapter() {
        return this.adapter;
    }

    public String name() {
        return this.source.name();
    }

    /** Opens the weight files again, in their current state. */
    public Checkpoint openCheckpoint() throws IOException {
        return this.source.openCheckpoint();
    }

    /**
     * Loads the weights again in another precision on the CPU, with memory for the KV
     * cache of one sequence.
     * @throws InsufficientMemoryException if it exceeds the memory that is left
     */
    public ModelCopy loadAgain(Precision precision) throws IOException {
        return ModelCopy.load(this.source, precision, this.memory);
    }

    /**
     * Keeps the model in memory. A request holds one use; a task that may outlive it
     * holds its own.
     * @throws ServiceException if the model is no longer in memory
     */
    public ModelUse use() {
        if (!this.uses.start()) {
            throw new ServiceException(ErrorKind.UNAVAILABLE,
                    "the model \"" + name() + "\" is being unloaded; try again later");
        }
        return new ModelUse(this, this.uses);
    }

    UseCounter uses() {
        return this.uses;
    }

    /** The load time. */
    public Instant created() {
        return this.created;
    }

    /** The model's defaults, as far as the settings apply them. */
    public GenerationConfig generationConfig() {
        return this.generationConfig;
    }

    /**
     * The chat template, which renders prompts, and the names of the special tokens.
     */
    public ChatTemplate chatTemplate() {
        return this.chatTemplate;
    }

    public Tokenizer tokenizer() {
        return this.tokenizer;
    }

    /** The class name of the tokenizer in transformers. */
    public String tokenizerClass() {
        return this.tokenizer.className();
    }

    /** Encodes text as tokens of the model. */
    public TextEncoder textEncoder() {
        return this.textEncoder;
    }

    /** The weights, on the first device. */
    public Gpt2Model model() {
        return this.weights.first();
    }

    /** The devices: {@code cpu}, or {@code cuda:0,cuda:1}. */
    public String device() {
        return this.weights.devices();
    }

    /** The precision of the weights and the device. */
    public String backend() {
        return model().precision().label() + "-" + device();
    }

    /** The context length in tokens, prompt included. */
    public int contextLength() {
        return model().config().maxPositions();
    }

    /** The errors of requests that exceed {@link #contextLength()}. */
    public ContextLengthErrors contextLengthErrors() {
        return new ContextLengthErrors(contextLength());
    }

    /** The hidden size. */
    public int embeddingSize() {
        return model().config().hiddenSize();
    }

    /**
     * The vocabulary size of the network; the tokenizer may define fewer tokens.
     */
    public int vocabularySize() {
        return model().config().vocabSize();
    }

    /** The token ids that the network knows. */
    public TokenRange knownTokens() {
        return new TokenRange(vocabularySize());
    }

    /** The EOS tokens of the model. */
    public Set<Integer> eosTokenIds() {
        return this.eosTokenIds;
    }

    /** The BOS token or, as in GPT-2, the EOS token. */
    public OptionalInt bosTokenId() {
        Gpt2Config config = model().config();
        return config.bosTokenId().isPresent() ? config.bosTokenId()
                : config.eosTokenIds().stream().mapToInt(Integer::intValue).findFirst();
    }

    /**
     * The BOS token of a request that needs it.
     * @param field of the request that the model cannot serve without a BOS token
     * @param rule what the field must be then, after "must"
     * @throws ServiceException an invalid request, if the model has no BOS token
     */
    public int requireBosToken(String field, String rule) {
        return bosTokenId().orElseThrow(
                () -> ServiceException.invalid(field, field + " must " + rule + ": this model has no BOS token"));
    }

    public PredictorPool pool() {
        return this.pool;
    }

    /** Compiles the forms of structured output. */
    public OutputForms outputForms() {
        return this.outputForms;
    }

    /** Closes the engines now, and frees memory after the last use, which may read it. */
    void retire() {
        this.pool.close();
        this.uses.retire(this::close);
    }

    @Override
    public void close() {
        this.pool.close();
        this.weights.close();
        this.tokenizer.close();
        this.memory.release(this.uses);
    }

}
