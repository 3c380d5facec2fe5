package io.inkwell.engine;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.inkwell.decoding.search.SearchParams;
import io.inkwell.engine.request.EngineListener;
import io.inkwell.engine.request.EngineSnapshot;
import io.inkwell.engine.request.GenerationHandle;
import io.inkwell.engine.request.GenerationListener;
import io.inkwell.engine.request.GenerationRequest;
import io.inkwell.engine.request.SchedulerLimits;
import io.inkwell.engine.schedule.AdmissionCounter;
import io.inkwell.engine.schedule.KvSlots;
import io.inkwell.engine.schedule.PrefixCache;
import io.inkwell.engine.schedule.RecentPrompts;
import io.inkwell.engine.schedule.ScheduledBatch;
import io.inkwell.engine.schedule.Scheduler;
import io.inkwell.engine.schedule.SlotAllocator;
import io.inkwell.engine.sequence.GroupOutput;
import io.inkwell.engine.sequence.SequenceGroup;
import io.inkwell.engine.sequence.SequenceRows;
import io.inkwell.error.ErrorKind;
import io.inkwell.error.ServiceException;
import io.inkwell.model.step.CausalLm;
import io.inkwell.model.step.CellCopy;
import io.inkwell.model.step.CellRelease;

/**
 * One predictor and its thread. The thread owns the scheduler, the slots and all
 * sequences. Requests and cancellations are commands, which it runs between steps. A
 * failed request does not end it.
 */
public final class InferenceEngine implements AutoCloseable {

    private static final Logger logger = LoggerFactory.getLogger(InferenceEngine.class);

    private final CausalLm model;

    private final SchedulerLimits limits;

    private final EngineListener listener;

    private final LongSupplier nanoClock;

    private final KvSlots slots;

    private final AdmissionCounter admission;

    private final Scheduler scheduler;

    private final BlockingQueue<Runnable> commands = new LinkedBlockingQueue<>();

    private final OpenRequests requests;

    private final RecentPrompts recentPrompts;

    private final StepAge stepAge;

    private final Thread thread;

    private volatile int numRunning;

    private volatile long numReservedCells;

    private volatile boolean closed;

    /**
     * Starts the thread.
     * @param model closed with the engine
     * @param prefixCaching whether prompts reuse the keys and values of shared prefixes
     * @param nanoClock the clock of all reported times
     */
    public InferenceEngine(String name, CausalLm model, SchedulerLimits limits, boolean prefixCaching,
            EngineListener listener, LongSupplier nanoClock) {
        this.model = model;
        this.limits = limits;
        this.listener = listener;
        this.nanoClock = nanoClock;
        this.slots = new KvSlots(model.cacheSize());
        PrefixCache prefixes = new PrefixCache(this.slots, prefixCaching);
        this.admission = new AdmissionCounter(limits.requests(), model.cacheSize());
        this.scheduler = new Scheduler(new SlotAllocator(this.slots, prefixes), prefixes, limits, this.admission);
        this.requests = new OpenRequests(this.scheduler, this.admission, limits.requests().deadline(), listener,
                nanoClock);
        this.recentPrompts = new RecentPrompts(prefixCaching ? model.numSlots() : 0);
        this.stepAge = new StepAge(nanoClock);
        this.thread = new Thread(this::run, name);
        this.thread.start();
    }

    /**
     * Submits a request. Any thread can call this.
     * @throws ServiceException if too many requests wait, or the engine is closed
     */
    public GenerationHandle submit(GenerationRequest request, GenerationListener listener) {
        if (request.maxCells() > this.model.maxPositions()) {
            throw new IllegalArgumentException(
                    "a request needs " + request.maxCells() + " KV cells, but a slot has " + this.model.maxPositions());
        }
        requireRoom(request);
        OpenRequest open = new OpenRequest(SequenceGroup.of(request), listener);
        this.admission.admit(request);
        send(() -> this.requests.add(open));
        this.recentPrompts.add(request.promptTokens());
        return () -> this.commands.add(() -> this.requests.cancel(open));
    }

    private void requireRoom(GenerationRequest request) {
        SearchParams search = request.search();
        int maxRunning = this.model.cacheSize().maxSequences(request.maxCells());
        if (search != null && search.width() > maxRunning) {
            throw ServiceException.invalid(search.widthField(),
                    search.widthField() + " must be at most " + maxRunning + ", the sequences of " + request.maxCells()
                            + " tokens that fit in this model's KV cache; given: " + search.width());
        }
        int most = this.limits.requests().maxWaiting() + maxRunning;
        if (request.numSequences() > most) {
            throw ServiceException.invalid("n", "n, and best_of if it is larger, must be at most " + most
                    + ", the sequences that can run and wait; given: " + request.numSequences());
        }
    }

    private void send(Runnable command) {
        this.commands.add(command);
        // Closed in the meantime: either the thread's last look at the queue saw the
        // command, or it is still there.
        if (this.closed && this.commands.remove(command)) {
            throw closedFailure();
        }
    }

    private static ServiceException closedFailure() {
        return new ServiceException(ErrorKind.UNAVAILABLE, "the service is shutting down");
    }

    /** The load of the engine, including requests that its thread has not seen yet. */
    public EngineSnapshot snapshot() {
        int numRunning = this.numRunning;
        int numWaiting = Math.max(0, this.admission.numSequences() - numRunning);
        return new EngineSnapshot(numRunning, numWaiting, this.admission.numTokens(), this.numReservedCells,
                this.model.cacheSize().numCells());
    }

    /**
     * Estimates how many tokens of a prompt the prefix cache holds. Any thread can call
     * this.
     */
    int numLikelyCached(int[] prompt) {
        return this.recentPrompts.numShared(prompt);
    }

    /**
     * The age of the current step; zero if the engine is idle.
     */
    public Duration stepAge() {
        return this.stepAge.get();
    }

    public boolean isAlive() {
        return this.thread.isAlive();
    }

    /**
     * Fails all requests. Returns when the thread has ended and the predictor is closed.
     */
    @Override
    public void close() {
        this.closed = true;
        this.commands.add(() -> {
        });
        boolean interrupted = false;
        while (this.thread.isAlive()) {
            try {
                this.thread.join();
            }
            catch (InterruptedException ex) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try (this.model) {
            while (!this.closed) {
                takeCommands();
                step();
            }
            takeCommandsNow();
            this.requests.failAll(closedFailure());
        }
        catch (InterruptedException ex) {
            throw new IllegalStateException("engine thread was interrupted", ex);
        }
    }

    private void takeCommands() throws InterruptedException {
        if (!this.scheduler.hasWork()) {
            publish();
            this.stepAge.stop();
            this.commands.take().run();
            this.stepAge.restart();
        }
        takeCommandsNow();
    }

    private void takeCommandsNow() {
        for (Runnable command = this.commands.poll(); command != null; command = this.commands.poll()) {
            command.run();
        }
    }

    private void step() {
        long started = this.nanoClock.getAsLong();
        this.requests.expire(started);
        ScheduledBatch batch = this.scheduler.schedule(started);
        publish();
        release(batch.releases());
        if (batch.isEmpty()) {
            return;
        }
        compute(copied(batch));
        this.listener.onStep(batch.numSequences(), batch.numRows(),
                Duration.ofNanos(this.nanoClock.getAsLong() - started));
        this.stepAge.restart();
    }

    private void release(List<CellRelease> releases) {
        try {
            if (!releases.isEmpty()) {
                this.model.releaseCells(releases);
            }
        }
        catch (RuntimeException ex) {
            logger.warn("Memory of the KV cache cannot be released, so it may exceed its size", ex);
        }
    }

    /**
     * Copies the cells of a batch. If that fails, returns the batch without the affected
     * requests.
     */
    private ScheduledBatch copied(ScheduledBatch batch) {
        try {
            copy(batch.copies());
            return batch;
        }
        catch (RuntimeException | Error ex) {
            batch.copyingGroups().forEach((group) -> this.requests.fail(group, ex));
            return batch.without(batch.copyingGroups());
        }
    }

    /**
     * Computes a batch. If that fails, retries each half of its requests separately, down
     * to single requests. A retry overwrites the cells of the failed pass.
     */
    private void compute(ScheduledBatch batch) {
        if (batch.isEmpty()) {
            return;
        }
        List<SequenceRows> rows;
        try {
            rows = forward(batch);
        }
        catch (RuntimeException | Error ex) {
            if (batch.groups().size() == 1) {
                batch.groups().forEach((group) -> this.requests.fail(group, ex));
            }
            else {
                logger.warn("Forward pass for {} requests failed, retrying each half separately: {}",
                        batch.groups().size(), ex.toString());
                batch.halves().forEach(this::compute);
            }
            return;
        }
        select(batch, rows);
    }

    private List<SequenceRows> forward(ScheduledBatch batch) {
        return batch.rows(this.model.step(batch.input()));
    }

    private void select(ScheduledBatch batch, List<SequenceRows> rows) {
        batch.sequences().forEach((scheduled) -> scheduled.sequence().markComputed(scheduled.numTokens()));
        Map<SequenceGroup, List<SequenceRows>> byGroup = rows.stream()
            .collect(Collectors.groupingBy((each) -> each.sequence().group(), LinkedHashMap::new, Collectors.toList()));
        byGroup.forEach(this::advance);
    }

    private void advance(SequenceGroup group, List<SequenceRows> rows) {
        try {
            Optional<GroupOutput> output = group.advance(rows);
            if (output.isPresent()) {
                this.requests.publish(group, output.get());
                copy(output.get().copies());
            }
        }
        catch (RuntimeException | Error ex) {
            this.requests.fail(group, ex);
        }
    }

    private void copy(List<CellCopy> copies) {
        if (!copies.isEmpty()) {
            this.model.copyCells(copies);
        }
    }

    private void publish() {
        this.numRunning = this.scheduler.numRunning();
        this.numReservedCells = this.slots.numReservedCells();
    }

}
