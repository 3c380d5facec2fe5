package io.inkwell;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Samples the stacks of all threads and records which threads did which kind of work.
 * Used by one thread.
 */
final class ThreadSampler {

    private final Map<Work, Set<String>> threads = new TreeMap<>();

    /** Work that takes long enough to delay others. */
    enum Work {

        PARSING("tools.jackson.", "Parser"), ENCODING("io.inkwell.tokenizer.", "Encoder"),
        COMPUTING("io.inkwell.model.", "Gpt2Predictor"), CHOOSING("io.inkwell.decoding.", "TokenSampler"),
        ASSEMBLING("io.inkwell.completion.", "TextAssembler");

        private final String packageStart;

        private final String classEnd;

        Work(String packageStart, String classEnd) {
            this.packageStart = packageStart;
            this.classEnd = classEnd;
        }

        private boolean isAt(StackTraceElement frame) {
            // Creating an object is not yet work.
            return frame.getClassName().startsWith(this.packageStart) && frame.getClassName().endsWith(this.classEnd)
                    && !frame.getMethodName().startsWith("<");
        }

    }

    void look() {
        Thread.getAllStackTraces().forEach((thread, frames) -> {
            for (Work work : Work.values()) {
                for (StackTraceElement frame : frames) {
                    if (work.isAt(frame)) {
                        this.threads.computeIfAbsent(work, (key) -> new TreeSet<>()).add(thread.getName());
                    }
                }
            }
        });
    }

    /** Names of the threads that did this work. */
    Set<String> threadsAt(Work work) {
        return this.threads.getOrDefault(work, Set.of());
    }

    boolean hasSeen(Work work) {
        return this.threads.containsKey(work);
    }

    boolean hasSeenAll() {
        return this.threads.size() == Work.values().length;
    }

}
