package io.inkwell.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.inkwell.engine.request.SampledToken;

/** Keeps all that is told of each token. */
final class RecordedChoices extends RecordedGeneration {

    private final Map<Integer, List<SampledToken>> choices = new TreeMap<>();

    @Override
    public synchronized void onToken(int choice, SampledToken token) {
        this.choices.computeIfAbsent(choice, (key) -> new ArrayList<>()).add(token);
        super.onToken(choice, token);
    }

    /** Waits for the end. */
    Map<Integer, List<SampledToken>> choices() {
        await();
        return this.choices;
    }

}
