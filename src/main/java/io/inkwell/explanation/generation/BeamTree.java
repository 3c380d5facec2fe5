package io.inkwell.explanation.generation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import org.jspecify.annotations.Nullable;

import io.inkwell.decoding.search.BeamCandidate;
import io.inkwell.decoding.search.BeamListener;
import io.inkwell.decoding.search.Hypothesis;
import io.inkwell.tokenizer.TokenLabel;
import io.inkwell.tokenizer.Tokenizer;

/**
 * Records a beam search as a tree: each candidate is a child of the beam that it extends.
 * Confined to one thread.
 */
public final class BeamTree implements BeamListener {

    private static final int ROOT = 0;

    private final Tokenizer tokenizer;

    private final List<Node> nodes = new ArrayList<>();

    // The nodes of the beams of this step, and those of the next step seen so far.
    private List<Integer> rows = List.of(ROOT);

    private List<Integer> nextRows = new ArrayList<>();

    BeamTree(Tokenizer tokenizer) {
        this.tokenizer = tokenizer;
        this.nodes.add(new Node(ROOT, null, 0, null, null, 0, null, 0, 0, null, "running"));
    }

    /**
     * @param parent the id of the parent; null for the prompt, as are all fields of a
     * token
     * @param step 0 for the prompt, else the position in the completion from 1
     * @param logprob of the token, after logits processors and penalties
     * @param cumulativeLogprob of the completion so far
     * @param score the cumulative log-probability with the length penalty
     * @param rank in its step and group; 0 is the best
     */
    @JsonPropertyOrder({ "id", "parent", "step", "token_id", "token", "group", "logprob", "cumulative_logprob", "score",
            "rank", "status" })
    public record Node(int id, @JsonInclude @Nullable Integer parent, int step, @JsonInclude @Nullable Integer tokenId,
            @JsonInclude @Nullable String token, int group, @JsonInclude @Nullable Double logprob,
            double cumulativeLogprob, double score, @JsonInclude @Nullable Integer rank, String status) {
    }

    @Override
    public void onCandidate(BeamCandidate candidate) {
        Node parent = this.nodes.get(this.rows.get(candidate.row()));
        int id = this.nodes.size();
        this.nodes.add(new Node(id, parent.id(), parent.step() + 1, candidate.tokenId(),
                TokenLabel.of(this.tokenizer.table().bytes(candidate.tokenId())), candidate.group(),
                candidate.logprob() - parent.cumulativeLogprob(), candidate.logprob(), candidate.score(),
                candidate.rank(), candidate.outcome().name().toLowerCase(Locale.ROOT)));
        if (candidate.outcome() == BeamCandidate.Outcome.RUNNING) {
            this.nextRows.add(id);
        }
    }

    /** Call this between two steps of the search. */
    void nextStep() {
        this.rows = this.nextRows;
        this.nextRows = new ArrayList<>();
    }

    /** The nodes in the order of the search, starting with the prompt. */
    List<Node> nodes() {
        return this.nodes;
    }

    /**
     * The node of the last token of a hypothesis.
     * @throws IllegalArgumentException if the search did not find the hypothesis
     */
    Node leaf(Hypothesis hypothesis) {
        return this.nodes.stream()
            .filter((node) -> node.status().equals("finished") && node.score() == hypothesis.score())
            .filter((node) -> Arrays.equals(path(node), hypothesis.tokens()))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("the search did not find this hypothesis"));
    }

    private int[] path(Node leaf) {
        int[] tokens = new int[leaf.step()];
        Node node = leaf;
        while (node.parent() != null && node.tokenId() != null) {
            tokens[node.step() - 1] = node.tokenId();
            node = this.nodes.get(node.parent());
        }
        return tokens;
    }

}
