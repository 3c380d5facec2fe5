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
 * Grows with a beam search: each candidate is a node under the one that it would go on
 * from. Confined to one thread.
 */
public final class BeamTree implements BeamListener {

    private static final int ROOT = 0;

    private final Tokenizer tokenizer;

    private final List<Node> nodes = new ArrayList<>();

    // The nodes of the branches of this step, and of the next as far as they are known.
    private List<Integer> rows = List.of(ROOT);

    private List<Integer> nextRows = new ArrayList<>();

    BeamTree(Tokenizer tokenizer) {
        this.tokenizer = tokenizer;
        this.nodes.add(new Node(ROOT, null, 0, null, null, 0, null, 0, 0, null, "running"));
    }

    /**
     * @param parent the node's that it goes on from; null, as what else a token has, for
     * the prompt
     * @param step 0 for the prompt, and then the number of the token
     * @param logprob the token's own, whatever changes scores included
     * @param cumulativeLogprob that of the text so far
     * @param score the same by the length of the output
     * @param rank 0 for the best of its step and group
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
                candidate.rank(), candidate.fate().name().toLowerCase(Locale.ROOT)));
        if (candidate.fate() == BeamCandidate.Fate.RUNNING) {
            this.nextRows.add(id);
        }
    }

    /** To be called between two steps of the search. */
    void nextStep() {
        this.rows = this.nextRows;
        this.nextRows = new ArrayList<>();
    }

    /** In the order in which they were looked at, that of the prompt first. */
    List<Node> nodes() {
        return this.nodes;
    }

    /**
     * The node of a text's last token.
     * @throws IllegalArgumentException if the search did not find the text
     */
    Node leaf(Hypothesis text) {
        return this.nodes.stream()
            .filter((node) -> node.status().equals("finished") && node.score() == text.score())
            .filter((node) -> Arrays.equals(path(node), text.tokens()))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("the text is none of this search"));
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
