package io.inkwell.openai;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A finished choice of a whole response or of all events of a stream.
 *
 * @param stopReason missing if the response has none
 */
record FinishedChoice(String text, List<Integer> promptTokenIds, List<Integer> tokenIds, String finishReason,
        JsonNode stopReason) {

    /** The choices in index order, from 0 without gaps. */
    static List<FinishedChoice> of(List<JsonNode> answers) {
        List<JsonNode> pieces = answers.stream().flatMap((answer) -> answer.get("choices").valueStream()).toList();
        List<FinishedChoice> texts = new ArrayList<>();
        List<JsonNode> own = piecesOf(0, pieces);
        while (!own.isEmpty()) {
            texts.add(join(own));
            own = piecesOf(texts.size(), pieces);
        }
        return texts;
    }

    private static List<JsonNode> piecesOf(int index, List<JsonNode> pieces) {
        return pieces.stream().filter((piece) -> piece.get("index").intValue() == index).toList();
    }

    private static FinishedChoice join(List<JsonNode> pieces) {
        JsonNode last = pieces.get(pieces.size() - 1);
        assertThat(last.get("finish_reason").isString()).as("last piece %s ends its text", last).isTrue();
        return new FinishedChoice(
                pieces.stream().map((piece) -> piece.get("text").stringValue()).collect(Collectors.joining()),
                ids(pieces, "prompt_token_ids"), ids(pieces, "token_ids"), last.get("finish_reason").stringValue(),
                last.path("stop_reason"));
    }

    private static List<Integer> ids(List<JsonNode> pieces, String field) {
        return pieces.stream().flatMap((piece) -> piece.path(field).valueStream()).map(JsonNode::intValue).toList();
    }

}
