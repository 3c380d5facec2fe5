package io.inkwell.bench;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

import io.inkwell.error.ServiceException;

/** The items of random prompts: token ids, or words if no ids are known. */
public sealed interface Vocabulary {

    /** The number of items. */
    int size();

    /** Builds a prompt from items by index, each below {@link #size}. */
    LoadPrompt prompt(int[] indices);

    /** Common words of one or two tokens each in any tokenizer. */
    static Vocabulary ofWords() {
        return new WordList(CommonWords.LIST);
    }

    /** All ids below a number, such as 50257 for GPT-2. */
    static Vocabulary ofIdsBelow(int size) {
        ServiceException.require(size >= 1, "--vocabulary-size", "at least 1", size);
        return new IdRange(size);
    }

    /** Only the given ids. */
    static Vocabulary ofIds(List<Integer> ids) {
        return new IdList(ids);
    }

    /** A contiguous range of ids from 0. */
    record IdRange(int size) implements Vocabulary {

        @Override
        public LoadPrompt prompt(int[] indices) {
            return new LoadPrompt.TokenIds(indices);
        }

    }

    /** An explicit list of ids. */
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

    /** Words separated by spaces. */
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
