package io.inkwell.engine;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.inkwell.decoding.FinishReason;
import io.inkwell.decoding.Logits;
import io.inkwell.decoding.StopDecision;
import io.inkwell.error.ErrorKind;
import io.inkwell.error.ServiceException;
import io.inkwell.model.CausalLm;

/**
 * One predictor and the thread that drives it. The thread owns the scheduler, the slots
 * and all sequences; requests and cancellations reach it as commands, which it takes
 * between two steps. It outlives every failure of a request.
 */
public final class InferenceEngine implements AutoCloseable {

    private static final Logger logger = LoggerFactory.getLogger(InferenceEngine.class);

    private final CausalLm model;

    private final SchedulerLimits limits;

    private final EngineListener listener;

    private final LongSupplier nanoClock;

    private final KvSlots slots;

    private final Scheduler scheduler;

    private final Logits logits = new Logits();

    private final BlockingQueue<Runnable> commands = new LinkedBlockingQueue<>();

    private final AtomicInteger numUnfinished = new AtomicInteger();

    private final Thread thread;

    private volatile int numRunning;

    private volatile int numSlotsTaken;

    private volatile boolean closed;

    /**
     * Starts the thread.
     * @param model closed with the engine
     * @param nanoClock the clock of all times that it reports
     */
    public InferenceEngine(String name, CausalLm model, SchedulerLimits limits, EngineListener listener,
            LongSupplier nanoClock) {
        this.model = model;
        this.limits = limits;
        this.listener = listener;
        this.nanoClock = nanoClock;
        this.slots = new KvSlots(model.numSlots());
        this.scheduler = new Scheduler(this.slots, limits);
        this.thread = new Thread(this::run, name);
        this.thread.start();
    }

    /**
     * Takes a request, from any thread.
     * @throws ServiceException if too many wait already, or the engine is closed
     */
    public Generation submit(GenerationRequest request, GenerationListener listener) {
        if (request.maxCells() > this.model.maxPositions()) {
            throw new IllegalArgumentException(
                    "a request must fit " + this.model.maxPositions() + " cells; given: " + request.maxCells());
        }
        reserve(request.numChoices());
        SequenceGroup group = new SequenceGroup(request, listener);
        send(() -> this.scheduler.add(group));
        return () -> this.commands.add(() -> cancel(group));
    }

    private void reserve(int numChoices) {
        int numWaiting = this.numUnfinished.addAndGet(numChoices) - this.numRunning;
        if (numWaiting > this.limits.maxWaiting()) {
            this.numUnfinished.addAndGet(-numChoices);
            throw new ServiceException(ErrorKind.OVERLOADED, "too many requests are waiting: at most "
                    + this.limits.maxWaiting() + " texts may; try again later");
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

    /** What the engine is at, requests that its thread has not seen yet included. */
    public EngineSnapshot snapshot() {
        int numRunning = this.numRunning;
        int numWaiting = Math.max(0, this.numUnfinished.get() - numRunning);
        return new EngineSnapshot(numRunning, numWaiting, this.numSlotsTaken, this.slots.numSlots());
    }

    public boolean isAlive() {
        return this.thread.isAlive();
    }

    /**
     * Fails what is under way, and returns when the thread has ended and the predictor is
     * closed.
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
            this.scheduler.groups().forEach((group) -> fail(group, closedFailure()));
        }
        catch (InterruptedException ex) {
            throw new IllegalStateException("the engine thread is nobody's to interrupt", ex);
        }
    }

    private void takeCommands() throws InterruptedException {
        if (!this.scheduler.hasWork()) {
            publish();
            this.commands.take().run();
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
        ScheduledBatch batch = this.scheduler.schedule(started);
        publish();
        if (batch.isEmpty()) {
            return;
        }
        try {
            float[] logits = forward(batch);
            select(batch, logits);
            this.listener.onStep(since(started));
        }
        catch (RuntimeException | Error ex) {
            logger.error("A step failed; its {} requests end", batch.sequences().size(), ex);
            batch.sequences().forEach((scheduled) -> fail(scheduled.sequence().group(), failure(ex)));
        }
    }

    private float[] forward(ScheduledBatch batch) {
        batch.copies().forEach((copy) -> this.model.copySlot(copy.from(), copy.to(), copy.numCells()));
        return this.model.step(batch.input());
    }

    private void select(ScheduledBatch batch, float[] logits) {
        batch.sequences().forEach((scheduled) -> scheduled.sequence().markComputed(scheduled.numTokens()));
        int offset = 0;
        for (ScheduledSequence scheduled : batch.outputs()) {
            Sequence sequence = scheduled.sequence();
            try {
                this.logits.reset(logits, offset, this.model.vocabularySize());
                extend(sequence);
            }
            catch (RuntimeException ex) {
                logger.error("A request failed", ex);
                fail(sequence.group(), failure(ex));
            }
            offset += this.model.vocabularySize();
        }
    }

    private void extend(Sequence sequence) {
        if (sequence.status() == SequenceStatus.FINISHED) {
            // A choice beside it failed in this very step, and with it the request.
            return;
        }
        SequenceGroup group = sequence.group();
        int token = sequence.append(this.logits);
        StopDecision decision = sequence.stopCriteria().check(token, group.request().tokenBytes().apply(token));
        if (group.markToken(this.nanoClock.getAsLong())) {
            GenerationRequest request = group.request();
            this.listener.onFirstToken(since(request.arrivalNanos()), request.promptTokens().length);
        }
        this.listener.onToken();
        FinishReason reason = decision.finish();
        if (reason != null) {
            this.scheduler.finish(sequence);
            this.numUnfinished.decrementAndGet();
            this.listener.onFinish(reason);
        }
        group.listener().onToken(sequence.choice(), token, decision);
        if (group.isFinished() && group.markEnded()) {
            GenerationTimings timings = group.timings(this.nanoClock.getAsLong());
            this.listener.onEnd(timings);
            group.listener().onEnd(timings);
        }
    }

    private void cancel(SequenceGroup group) {
        if (group.markEnded()) {
            end(group, FinishReason.CANCELLED);
        }
    }

    private void fail(SequenceGroup group, ServiceException failure) {
        if (group.markEnded()) {
            end(group, FinishReason.ERROR);
            try {
                group.listener().onFailure(failure);
            }
            catch (RuntimeException ex) {
                logger.error("A listener failed on being told of a failure", ex);
            }
        }
    }

    private void end(SequenceGroup group, FinishReason reason) {
        for (Sequence sequence : group.sequences()) {
            if (sequence.status() != SequenceStatus.FINISHED) {
                this.numUnfinished.decrementAndGet();
                this.listener.onFinish(reason);
            }
        }
        this.scheduler.cancel(group);
    }

    private static ServiceException failure(Throwable cause) {
        return (cause instanceof ServiceException known) ? known
                : new ServiceException(ErrorKind.GENERATION_FAILED, "the text could not be generated", null, cause);
    }

    private Duration since(long nanos) {
        return Duration.ofNanos(this.nanoClock.getAsLong() - nanos);
    }

    private void publish() {
        this.numRunning = this.scheduler.numRunning();
        this.numSlotsTaken = this.slots.numTaken();
    }

}
