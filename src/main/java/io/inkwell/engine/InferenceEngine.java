package io.inkwell.engine;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.LongSupplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.inkwell.decoding.search.SearchParams;
import io.inkwell.decoding.stop.FinishReason;
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
import io.inkwell.error.ErrorKind;
import io.inkwell.error.ServiceException;
import io.inkwell.model.step.CausalLm;

/**
 * One predictor and its thread. The thread owns the scheduler, the slots and all
 * sequences. Requests and cancellations are commands, which it runs between steps. A
 * failed request does not end it, but a broken predictor does.
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

    private final StepRunner steps;

    private final StepAge stepAge;

    private final CompletableFuture<List<OpenRequest>> failure = new CompletableFuture<>();

    private final Thread thread;

    private volatile int numRunning;

    private volatile long numReservedCells;

    private volatile boolean closed;

    private volatile boolean broken;

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
        this.listener = new GuardedListener(listener);
        this.nanoClock = nanoClock;
        this.slots = new KvSlots(model.cacheSize());
        PrefixCache prefixes = new PrefixCache(this.slots, prefixCaching);
        this.admission = new AdmissionCounter(limits.requests(), model.cacheSize());
        this.scheduler = new Scheduler(new SlotAllocator(this.slots, prefixes), prefixes, limits, this.admission);
        this.requests = new OpenRequests(this.scheduler, this.admission, limits.requests().deadline(), this.listener,
                nanoClock);
        this.recentPrompts = new RecentPrompts(prefixCaching ? model.numSlots() : 0);
        this.steps = new StepRunner(model, this.slots, this.requests);
        this.stepAge = new StepAge(nanoClock);
        this.thread = new Thread(this::run, name);
        this.thread.start();
    }

    /**
     * Submits a request. Any thread can call this.
     * @throws ServiceException if too many requests wait, or the engine is closed
     */
    public GenerationHandle submit(GenerationRequest request, GenerationListener listener) {
        return OpenRequest.submit(request, listener, this::submit);
    }

    /**
     * Submits a request that no other engine has given a slot.
     * @throws ServiceException as for a new request
     */
    void submit(OpenRequest open) {
        GenerationRequest request = open.request();
        if (request.maxCells() > this.model.maxPositions()) {
            throw new IllegalArgumentException(
                    "a request needs " + request.maxCells() + " KV cells, but a slot has " + this.model.maxPositions());
        }
        requireRoom(request);
        this.admission.admit(request);
        open.assign(this);
        send(() -> this.requests.add(open));
        this.recentPrompts.add(request);
        if (open.isCancelled()) {
            cancel(open);
        }
    }

    void cancel(OpenRequest open) {
        this.commands.add(() -> this.requests.cancel(open));
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
        if (this.broken) {
            return new EngineSnapshot(0, 0, 0, 0, this.model.cacheSize().numCells());
        }
        int numRunning = this.numRunning;
        int numWaiting = Math.max(0, this.admission.numSequences() - numRunning);
        return new EngineSnapshot(numRunning, numWaiting, this.admission.numTokens(), this.numReservedCells,
                this.model.cacheSize().numCells());
    }

    /** Whether a sequence of a request can start at once. Any thread can call this. */
    boolean hasRoom(GenerationRequest request) {
        return this.admission.hasRoom(request);
    }

    /**
     * Estimates how many tokens of a request's prompt the prefix cache holds. Any thread
     * can call this.
     */
    int numLikelyCached(GenerationRequest request) {
        return this.recentPrompts.numShared(request);
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

    /** Whether it can take requests. */
    boolean isOpen() {
        return !this.closed;
    }

    /** Whether a step has computed a request. */
    boolean hasWorked() {
        return this.steps.hasWorked();
    }

    /**
     * Computes one row on the engine thread, and waits for it.
     * @return whether that worked; otherwise the engine has failed
     */
    boolean probe() {
        CompletableFuture<Boolean> probed = new CompletableFuture<>();
        this.failure.whenComplete((waiting, ex) -> probed.complete(false));
        send(() -> {
            this.steps.probe();
            probed.complete(true);
        });
        return probed.join();
    }

    /**
     * Completes when the engine has failed and its predictor is closed, on the engine
     * thread. The result are the requests without a slot, which any engine can compute.
     */
    CompletionStage<List<OpenRequest>> failure() {
        return this.failure;
    }

    /**
     * Fails a request of this failed engine that no other takes. Call it on the thread
     * that completes {@link #failure}.
     */
    void fail(OpenRequest waiting, FinishReason reason, ServiceException failure) {
        this.requests.failAbandoned(waiting, reason, failure);
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
        List<OpenRequest> waiting;
        try {
            while (!this.closed) {
                takeCommands();
                step();
            }
            takeCommandsNow();
            this.requests.failAll(closedFailure());
            this.model.close();
            return;
        }
        catch (InterruptedException | RuntimeException | Error ex) {
            logger.error("Engine {} has failed", this.thread.getName(), ex);
            waiting = abandon();
        }
        this.failure.complete(waiting);
    }

    /**
     * Fails the requests with a slot, and closes the predictor.
     * @return the requests that wait for a slot, which any engine can compute
     */
    private List<OpenRequest> abandon() {
        this.closed = true;
        takeLastCommands();
        List<OpenRequest> waiting = this.requests.abandon(new ServiceException(ErrorKind.GENERATION_FAILED,
                "the replica that computed this request failed; try again"));
        this.stepAge.stop();
        this.broken = true;
        try {
            this.model.close();
        }
        catch (RuntimeException | Error ex) {
            logger.error("The predictor of {} cannot be closed", this.thread.getName(), ex);
        }
        return waiting;
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

    /** A command that fails does not keep the others from running. */
    private void takeLastCommands() {
        for (Runnable command = this.commands.poll(); command != null; command = this.commands.poll()) {
            try {
                command.run();
            }
            catch (RuntimeException | Error ex) {
                logger.error("A command of the failed engine {} has failed, too", this.thread.getName(), ex);
            }
        }
    }

    private void step() {
        long started = this.nanoClock.getAsLong();
        this.requests.expire(started);
        ScheduledBatch batch = this.scheduler.schedule(started);
        publish();
        this.steps.release(batch.releases());
        if (batch.isEmpty()) {
            return;
        }
        this.steps.run(batch);
        Duration time = Duration.ofNanos(this.nanoClock.getAsLong() - started);
        this.scheduler.computed(batch, time);
        this.listener.onStep(batch.numSequences(), batch.numRows(), time);
        this.stepAge.restart();
    }

    private void publish() {
        this.numRunning = this.scheduler.numRunning();
        this.numReservedCells = this.slots.numReservedCells();
    }

}
