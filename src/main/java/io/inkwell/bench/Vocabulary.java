package io.inkwell.bench;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

import io.inkwell.error.ServiceException;

/**
 * What prompts are made of: token ids that the model knows, or words where none is known.
 */
public sealed interface Vocabulary {

    /** How many different items there are. */
    int size();

    /** A prompt of the items at some indices, each below {@link #size}. */
    LoadPrompt prompt(int[] indices);

    /** Common words, which every tokenizer has one or two tokens for. */
    static Vocabulary ofWords() {
        return new WordList(CommonWords.LIST);
    }

    /** All ids below a number, which is GPT-2's 50257 for GPT-2. */
    static Vocabulary ofIdsBelow(int size) {
        ServiceException.require(size >= 1, "--vocabulary-size", "at least 1", size);
        return new IdRange(size);
    }

    /** Those ids and no others. */
    static Vocabulary ofIds(List<Integer> ids) {
        return new IdList(ids);
    }

    /** Ids from 0. */
    record IdRange(int size) implements Vocabulary {

        @Override
        public LoadPrompt prompt(int[] indices) {
            return new LoadPrompt.TokenIds(indices);
        }

    }

    /** Ids that are known one by one. */
    record IdList(List<Integer> ids) implements Vocabulary {

        public IdList {
            ids = List.copyOf(ids);
        }

        @Override
        public int size() {
            return this.ids.size();
        }

        @Override
        public LoadPrompt prompt(int[] indices) {
            return new LoadPrompt.TokenIds(Arrays.stream(indices).map(this.ids::get).toArray());
        }

    }

    /** Words with blanks between them. */
    record WordList(List<String> words) implements Vocabulary {

        public WordList {
            words = List.copyOf(words);
        }

        @Override
        public int size() {
            return this.words.size();
        }

        @Override
        public LoadPrompt prompt(int[] indices) {
            return new LoadPrompt.Text(
                    Arrays.stream(indices).mapToObj(this.words::get).collect(Collectors.joining(" ")));
        }

    }

}
