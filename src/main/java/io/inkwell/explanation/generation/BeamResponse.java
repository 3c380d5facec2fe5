package io.inkwell.explanation.generation;

import java.util.List;
import java.util.function.Function;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;

import io.inkwell.decoding.search.Hypothesis;
import io.inkwell.explanation.text.ExplainedToken;
import io.inkwell.registry.LoadedModel;

/**
 * A complete beam search.
 *
 * @param tokens the prompt
 * @param nodes the tree; a parent comes before its children
 * @param results the completions, best first
 */
@JsonPropertyOrder({ "model", "tokens", "nodes", "results" })
public record BeamResponse(String model, List<ExplainedToken> tokens, List<BeamTree.Node> nodes, List<Result> results) {

    static BeamResponse of(LoadedModel model, int[] prompt, BeamTree tree, List<Hypothesis> found,
            Function<int[], String> detokenize) {
        return new BeamResponse(model.name(), ExplainedToken.of(model.tokenizer(), prompt), tree.nodes(),
                found.stream()
                    .map((hypothesis) -> new Result(tree.leaf(hypothesis).id(), hypothesis.tokens(),
                            detokenize.apply(hypothesis.tokens()), hypothesis.score()))
                    .toList());
    }

    /**
     * @param node of the last token
     * @param text as in a completion
     */
    @JsonPropertyOrder({ "node", "token_ids", "text", "score" })
    public record Result(int node, int[] tokenIds, String text, double score) {
    }

}
