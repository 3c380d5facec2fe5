package com.example;

import java.util.stream.Stream;

import io.inkwell.api.Attention;
import io.inkwell.api.CompletionOptions;
import io.inkwell.api.CompletionPart;
import io.inkwell.api.Inkwell;

/** Completes, streams, scores and explains with a model in this process. */
public final class Story {

    private Story() {
    }

    /**
     * @param args the model: a folder, the id of a model of the hub, or nothing for the
     * small one in the jar
     */
    public static void main(String[] args) {
        try (Inkwell inkwell = Inkwell.open((args.length > 0) ? args[0] : "embedded")) {
            CompletionOptions options = CompletionOptions.builder().maxTokens(40).temperature(0.8).seed(1).build();
            System.out.println("complete: " + inkwell.complete("Once upon a time", options).text());

            System.out.print("stream:");
            try (Stream<CompletionPart> parts = inkwell.stream("It is a truth", options)) {
                parts.forEach((part) -> System.out.print(part.text()));
            }
            System.out.println();

            String sentence = "The people of the United States";
            System.out.printf("score: perplexity %.1f%n", inkwell.score(sentence).perplexity());

            Attention attention = inkwell.explain().attention(sentence);
            int last = attention.tokens().size() - 1;
            System.out.printf("attention: %s attends to %s with %.3f in layer 1, head 1%n",
                    attention.tokens().get(last), attention.tokens().get(0), attention.weight(1, 1, last, 0));
        }
    }

}
