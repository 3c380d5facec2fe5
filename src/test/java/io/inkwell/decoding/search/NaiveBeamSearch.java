package io.inkwell.decoding.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.inkwell.decoding.TinyModel;
import io.inkwell.decoding.search.BeamSearchParams.EarlyStopping;
import io.inkwell.decoding.stop.StopConditions;

/**
 * A direct implementation of diverse beam search: recomputes every hypothesis, sorts all
 * continuations of all beams and shares no code with the implementation under test.
 */
final class NaiveBeamSearch {

    private final TinyModel model;

    private final BeamSearchParams params;

    private final List<Integer> prompt;

    private final StopConditions stop;

    private final String stopString;

    private final double repetitionPenalty;

    NaiveBeamSearch(TinyModel model, BeamSearchParams params, List<Integer> prompt, StopConditions stop,
            String stopString, double repetitionPenalty) {
        this.model = model;
        this.params = params;
        this.prompt = prompt;
        this.stop = stop;
        this.stopString = stopString;
        this.repetitionPenalty = repetitionPenalty;
    }

    List<Scored> run() {
        List<Group> groups = new ArrayList<>();
        for (int i = 0; i < this.params.numGroups(); i++) {
            groups.add(new Group());
        }
        for (int step = 1; step <= this.stop.maxTokens(); step++) {
            Map<Integer, Integer> chosen = new HashMap<>();
            for (Group group : groups) {
                if (!group.over) {
                    group.step(step, chosen);
                }
            }
        }
        List<Scored> all = new ArrayList<>();
        groups.forEach((group) -> all.addAll(group.finished));
        return best(all, this.params.numBeams());
    }

    private static List<Scored> best(List<Scored> texts, int count) {
        List<Scored> sorted = new ArrayList<>(texts);
        sorted.sort(Comparator.comparingDouble(Scored::score).reversed());
        return new ArrayList<>(sorted.subList(0, Math.min(count, sorted.size())));
    }

    private boolean stops(List<Integer> output) {
        Integer last = output.get(output.size() - 1);
        StringBuilder text = new StringBuilder();
        output.forEach((token) -> text.append((char) ('a' + token)));
        boolean isEos = !this.stop.ignoreEos() && this.stop.eosTokenIds().contains(last);
        return isEos || this.stop.stopTokenIds().contains(last)
                || (!this.stopString.isEmpty() && text.toString().contains(this.stopString));
    }

    /** The diversity penalty precedes the repetition penalty. */
    private double[] processedLogprobs(List<Integer> output, Map<Integer, Integer> chosen) {
        List<Integer> tokens = new ArrayList<>(this.prompt);
        tokens.addAll(output);
        float[] logits = this.model.logits(tokens);
        double sum = 0;
        for (float logit : logits) {
            sum += Math.exp(logit);
        }
        double[] logprobs = new double[logits.length];
        for (int i = 0; i < logits.length; i++) {
            double logprob = logits[i] - Math.log(sum) - this.params.diversityPenalty() * chosen.getOrDefault(i, 0);
            logprobs[i] = tokens.contains(i) ? logprob * this.repetitionPenalty : logprob;
        }
        return logprobs;
    }

    /** A hypothesis: its output and score. */
    record Scored(List<Integer> output, double score) {

        Scored extend(int token, double score) {
            List<Integer> longer = new ArrayList<>(this.output);
            longer.add(token);
            return new Scored(longer, score);
        }

    }

    private final class Group {

        private final int width = NaiveBeamSearch.this.params.numBeams() / NaiveBeamSearch.this.params.numGroups();

        private final double power = NaiveBeamSearch.this.params.lengthPenalty();

        private List<Scored> running = List.of(new Scored(List.of(), 0));

        private List<Scored> finished = new ArrayList<>();

        private boolean over;

        void step(int length, Map<Integer, Integer> chosen) {
            List<Scored> candidates = best(continuations(chosen), numCandidates());
            List<Scored> goOn = new ArrayList<>();
            List<Scored> notStopped = new ArrayList<>();
            for (int rank = 0; rank < candidates.size(); rank++) {
                Scored candidate = candidates.get(rank);
                boolean stops = stops(candidate.output());
                boolean ends = stops || length == NaiveBeamSearch.this.stop.maxTokens();
                if (!ends) {
                    goOn.add(candidate);
                }
                if (!stops) {
                    notStopped.add(candidate);
                }
                if (ends && rank < this.width) {
                    this.finished.add(new Scored(candidate.output(), normalized(candidate.score(), length)));
                }
            }
            this.finished = best(this.finished, this.width);
            this.running = best(goOn, this.width);
            for (Scored each : best(notStopped, this.width)) {
                chosen.merge(each.output().get(length - 1), 1, Integer::sum);
            }
            this.over = this.running.isEmpty() || (this.finished.size() == this.width && !goesOn(length));
        }

        private List<Scored> continuations(Map<Integer, Integer> chosen) {
            List<Scored> all = new ArrayList<>();
            for (Scored beam : this.running) {
                double[] logprobs = processedLogprobs(beam.output(), chosen);
                for (int token = 0; token < logprobs.length; token++) {
                    double score = beam.score() + logprobs[token];
                    if (score != Double.NEGATIVE_INFINITY) {
                        all.add(beam.extend(token, score));
                    }
                }
            }
            return all;
        }

        private int numCandidates() {
            Set<Integer> ends = new HashSet<>(NaiveBeamSearch.this.stop.stopTokenIds());
            if (!NaiveBeamSearch.this.stop.ignoreEos()) {
                ends.addAll(NaiveBeamSearch.this.stop.eosTokenIds());
            }
            return Math.max(2, 1 + ends.size()) * this.width;
        }

        private boolean goesOn(int length) {
            EarlyStopping earlyStopping = NaiveBeamSearch.this.params.earlyStopping();
            if (earlyStopping == EarlyStopping.TRUE) {
                return false;
            }
            boolean longest = earlyStopping == EarlyStopping.NEVER && this.power > 0;
            int bestLength = longest ? NaiveBeamSearch.this.stop.maxTokens() : length;
            return normalized(this.running.get(0).score(), bestLength) > this.finished.get(this.width - 1).score();
        }

        private double normalized(double score, int length) {
            return score / Math.pow(length, this.power);
        }

    }

}
