package io.inkwell.explanation.importance;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import io.inkwell.explanation.ExplanationLimits;
import io.inkwell.explanation.text.PromptReader;
import io.inkwell.registry.LoadedModel;

/**
 * Valid requests for the importance of several tokens or by several methods.
 *
 * @param tokens the prompt, which each request explains in whole or in part
 */
record ImportanceBatch(int[] tokens, List<ImportanceRequest> requests) {

    static ImportanceBatch of(ImportanceBody body, LoadedModel model, ExplanationLimits limits) {
        int[] tokens = PromptReader.readOne("prompt", body.prompt(), model, limits);
        List<ImportanceMethod> methods = body.chosenMethods();
        List<ImportanceRequest> requests = new ArrayList<>();
        if (body.numOutputTokens() != null) {
            body.requireOutputTokens(tokens.length, limits);
            for (int end = tokens.length - body.numOutputTokens(); end < tokens.length; end++) {
                for (ImportanceMethod method : methods) {
                    requests.add(body.only(method, tokens[end]).toRequest(Arrays.copyOf(tokens, end), model));
                }
            }
        }
        else {
            addTargets(body, methods, tokens, model, requests);
        }
        ImportanceBatch batch = new ImportanceBatch(tokens, requests);
        batch.requireFits(model.model().config().numLayers(), limits);
        return batch;
    }

    private static void addTargets(ImportanceBody body, List<ImportanceMethod> methods, int[] tokens, LoadedModel model,
            List<ImportanceRequest> requests) {
        boolean isFirst = true;
        for (Integer target : body.chosenTargets(model)) {
            for (ImportanceMethod method : methods) {
                // A method without target gives the same result for all.
                if (isFirst || method.takes("target")) {
                    requests.add(body.only(method, target).toRequest(tokens, model));
                }
            }
            isFirst = false;
        }
    }

    private void requireFits(int numLayers, ExplanationLimits limits) {
        long numScores = 0;
        for (ImportanceRequest request : this.requests) {
            boolean hasLayers = request.method() == ImportanceMethod.VALUE_ZEROING;
            numScores += request.tokens().length * (hasLayers ? 1L + numLayers : 1L);
        }
        limits.maxNumbers()
            .requireResponse("numbers", numScores, "request fewer methods, fewer targets or a shorter prompt");
    }

}
