package io.inkwell.registry;

import java.io.IOException;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.inkwell.chat.ChatTemplate;
import io.inkwell.chat.SpecialTokens;
import io.inkwell.chat.TemplateSource;
import io.inkwell.engine.InferenceEngine;
import io.inkwell.engine.PredictorPool;
import io.inkwell.engine.request.EngineListener;
import io.inkwell.error.ServiceException;
import io.inkwell.model.Gpt2Model;
import io.inkwell.model.checkpoint.Checkpoint;
import io.inkwell.model.checkpoint.Gpt2Config;
import io.inkwell.model.checkpoint.Precision;
import io.inkwell.model.program.WeightOptions;
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

    private final Gpt2Model model;

    private final Set<Integer> eosTokenIds;

    private final PredictorPool pool;

    private final long spareBytes;

    private LoadedModel(ModelSource source, Instant created, GenerationConfig generationConfig,
            ChatTemplate chatTemplate, Tokenizer tokenizer, Gpt2Model model, Set<Integer> eosTokenIds,
            PredictorPool pool, long spareBytes) {
        this.source = source;
        this.created = created;
        this.generationConfig = generationConfig;
        this.chatTemplate = chatTemplate;
        this.tokenizer = tokenizer;
        this.textEncoder = new TextEncoder(tokenizer, model.config().vocabSize());
        this.model = model;
        this.eosTokenIds = eosTokenIds;
        this.pool = pool;
        this.spareBytes = spareBytes;
    }

    /**
     * Loads a model and starts its engines.
     * @param listener creates the listener of the engines for the model that they run
     * @param nanoClock the clock of the engines
     * @throws IOException if its files are missing, broken or inconsistent
     * @throws InsufficientMemoryException if it needs more memory than the options allow
     */
    public static LoadedModel load(ModelSource source, ModelOptions options, Instant now,
            Function<Gpt2Model, EngineListener> listener, LongSupplier nanoClock) throws IOException {
        source.requireCheckpoint();
        GenerationConfig generationConfig = source.readGenerationConfig();
        TemplateSource ownTemplate = source.readChatTemplate();
        Tokenizer tokenizer = source.openTokenizer();
        Gpt2Model model = null;
        try (Checkpoint checkpoint = source.openCheckpoint()) {
            SpecialTokens tokens = new SpecialTokens(tokenizer.namedTokens());
            ChatTemplate chatTemplate = ChatTemplates.choose(source.name(), ownTemplate, options, tokens);
            ModelMemory memory = ModelMemory.of(checkpoint, options.weights().precision());
            long cacheBytes = options.cacheBytes(memory);
            model = Gpt2Model.load(checkpoint, options.weights());
            KvCacheSize cacheSize = options.cachePerReplica(cacheBytes, memory, checkpoint.config().maxPositions(),
                    model.cellsPerBlock(), AddressSpace.bytes());
            Set<Integer> eosTokenIds = eosTokenIds(checkpoint.config(), generationConfig, tokens, tokenizer);
            GenerationConfig defaults = options.usesGenerationConfig()
                    ? generationConfig.fitting(checkpoint.config().vocabSize(), eosTokenIds,
                            cacheSize.maxSequences(checkpoint.config().maxPositions()))
                    : GenerationConfig.NONE;
            List<String> notices = options.usesGenerationConfig() ? defaults.notices()
                    : generationConfig.endTokens().notices();
            Stream.concat(checkpoint.notices().stream(), notices.stream()).forEach(logger::warn);
            PredictorPool pool = startEngines(source.name(), model, cacheSize, options, listener.apply(model),
                    nanoClock);
            LoadedModel loaded = new LoadedModel(source, now, defaults, chatTemplate, tokenizer, model, eosTokenIds,
                    pool, options.spareBytes(memory));
            loaded.textEncoder.warnOfUnknownTokens(source.name());
            return loaded;
        }
        catch (IOException | RuntimeException ex) {
            if (model != null) {
                model.close();
            }
            tokenizer.close();
            throw ex;
        }
    }

    // Chat models often end a turn with a token that only the generation config or the
    // tokenizer files define.
    private static Set<Integer> eosTokenIds(Gpt2Config config, GenerationConfig generationConfig, SpecialTokens tokens,
            Tokenizer tokenizer) {
        Set<Integer> ids = new LinkedHashSet<>(config.eosTokenIds());
        ids.addAll(generationConfig.endTokens().ids());
        if (tokens.eos() != null) {
            tokenizer.idOf(tokens.eos()).ifPresent(ids::add);
        }
        ids.removeIf((id) -> id >= config.vocabSize());
        return Collections.unmodifiableSet(ids);
    }

    private static PredictorPool startEngines(String name, Gpt2Model model, KvCacheSize cacheSize, ModelOptions options,
            EngineListener listener, LongSupplier nanoClock) {
        return PredictorPool.start(options.numReplicas(), (i) -> new InferenceEngine("engine-" + name + "-" + i,
                model.newPredictor(cacheSize), options.limits(), options.prefixCaching(), listener, nanoClock));
    }

    public String name() {
        return this.source.name();
    }

    /** Opens the weight files again, in their current state. */
    public Checkpoint openCheckpoint() throws IOException {
        return this.source.openCheckpoint();
    }

    /**
     * Loads the weights again in another precision, with memory for the KV cache of one
     * sequence.
     * @throws InsufficientMemoryException if it exceeds the memory that is left
     */
    public Gpt2Model loadAgain(Precision precision) throws IOException {
        try (Checkpoint checkpoint = openCheckpoint()) {
            long wanted = ModelMemory.of(checkpoint, precision).peakBytes();
            long left = Math.min(this.spareBytes, FreeMemory.bytes());
            if (left < wanted) {
                throw new InsufficientMemoryException("%s in %s needs %s more memory, but only %s are left".formatted(
                        name(), precision.label(), MemoryBudget.megabytes(wanted), MemoryBudget.megabytes(left)));
            }
            return Gpt2Model.load(checkpoint, new WeightOptions(precision, false));
        }
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

    public Gpt2Model model() {
        return this.model;
    }

    /** The device: {@code cpu} or {@code gpu0}. */
    public String device() {
        return this.model.device();
    }

    /** The precision of the weights and the device. */
    public String backend() {
        return this.model.precision().label() + "-" + device();
    }

    /** The context length in tokens, prompt included. */
    public int contextLength() {
        return this.model.config().maxPositions();
    }

    /** The errors of requests that exceed {@link #contextLength()}. */
    public ContextLengthErrors contextLengthErrors() {
        return new ContextLengthErrors(contextLength());
    }

    /** The hidden size. */
    public int embeddingSize() {
        return this.model.config().hiddenSize();
    }

    /**
     * The vocabulary size of the network; the tokenizer may define fewer tokens.
     */
    public int vocabularySize() {
        return this.model.config().vocabSize();
    }

    /**
     * Checks token ids of a request.
     * @param field of the request that holds the ids
     * @throws ServiceException an invalid request, if an id is not in the vocabulary
     */
    public void requireKnownTokens(String field, Collection<Integer> tokenIds) {
        int last = vocabularySize() - 1;
        for (int id : tokenIds) {
            if (id < 0 || id > last) {
                throw ServiceException.invalid(field,
                        field + " must contain token ids from 0 to " + last + "; given: " + id);
            }
        }
    }

    /** The EOS tokens of the model. */
    public Set<Integer> eosTokenIds() {
        return this.eosTokenIds;
    }

    /** The BOS token or, as in GPT-2, the EOS token. */
    public OptionalInt startTokenId() {
        Gpt2Config config = this.model.config();
        return config.bosTokenId().isPresent() ? config.bosTokenId()
                : config.eosTokenIds().stream().mapToInt(Integer::intValue).findFirst();
    }

    public PredictorPool pool() {
        return this.pool;
    }

    @Override
    public void close() {
        this.pool.close();
        this.model.close();
        this.tokenizer.close();
    }

}
