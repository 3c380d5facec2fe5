package io.inkwell.hub;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Selects the files of a repository that a served model consists of. */
final class CheckpointFiles {

    static final String CONFIG = "config.json";

    static final String WEIGHTS = "model.safetensors";

    static final String INDEX = "model.safetensors.index.json";

    private static final String ADAPTER = "adapter_config.json";

    private static final Pattern TEMPLATE = Pattern.compile("additional_chat_templates/[\\w.-]+\\.jinja");

    private static final Pattern WEIGHT_FILE = Pattern
        .compile("[^/]+\\.(safetensors|bin|pt|pth|ckpt|h5|msgpack|onnx|gguf)");

    private static final Pattern PICKLE = Pattern.compile("pytorch_model.*\\.bin");

    private static final Set<String> DESCRIPTIONS = Set.of(CONFIG, "generation_config.json", "tokenizer.json",
            "tokenizer_config.json", "special_tokens_map.json", "added_tokens.json", "vocab.json", "merges.txt",
            "chat_template.jinja", "chat_template.json", ADAPTER);

    private CheckpointFiles() {
    }

    /** Whether a file is fetched, or says what a repository without weights holds. */
    static boolean concern(String path) {
        return isDescription(path) || path.equals(INDEX) || WEIGHT_FILE.matcher(path).matches();
    }

    private static boolean isDescription(String path) {
        return DESCRIPTIONS.contains(path) || TEMPLATE.matcher(path).matches();
    }

    /** The small files, which come first, and the index of the shards. */
    static List<HubFile> descriptions(HubRevision revision) {
        boolean hasShards = revision.file(WEIGHTS).isEmpty();
        return revision.files()
            .stream()
            .filter((file) -> isDescription(file.path()) || (hasShards && file.path().equals(INDEX)))
            .toList();
    }

    /**
     * @param shards the file names in the index; ignored if the weights are one file
     */
    static List<HubFile> weights(HubId id, HubRevision revision, Set<String> shards) throws HubException {
        Optional<HubFile> single = revision.file(WEIGHTS);
        if (single.isPresent()) {
            return List.of(single.get());
        }
        for (String shard : shards) {
            if (revision.file(shard).isEmpty()) {
                throw new HubException(
                        "the repository %s has no file \"%s\", which its %s names: choose another revision"
                            .formatted(id, shard, INDEX));
            }
        }
        return shards.stream().sorted().flatMap((shard) -> revision.file(shard).stream()).toList();
    }

    static boolean hasWeights(HubRevision revision) {
        return revision.file(WEIGHTS).isPresent() || revision.file(INDEX).isPresent();
    }

    /** Whether the only weights are a pickle, which is not loaded. */
    static boolean hasPickleAlone(HubRevision revision) {
        return !hasWeights(revision) && revision.file(ADAPTER).isEmpty()
                && names(revision).anyMatch((name) -> PICKLE.matcher(name).matches());
    }

    /**
     * The rejection of a repository with a pickle alone.
     * @param converted a revision with safetensors weights
     */
    static HubException pickleAlone(HubId id, Optional<HubId> converted) {
        String wayOut = converted
            .map((revision) -> "set %s, a pull request with safetensors weights, after a look at its author"
                .formatted(revision))
            .orElseGet(() -> "load it with transformers, call model.save_pretrained and "
                    + "tokenizer.save_pretrained, and set that folder");
        return new HubException(
                "the repository %s has its weights only as pytorch_model.bin, a pickle, which can ".formatted(id)
                        + "run code and is not loaded: " + wayOut);
    }

    /**
     * @throws HubException if the repository is not a checkpoint in safetensors files
     */
    static void require(HubId id, HubRevision revision) throws HubException {
        boolean hasWeights = hasWeights(revision);
        if (hasWeights && revision.file(CONFIG).isPresent()) {
            return;
        }
        if (revision.file(ADAPTER).isPresent()) {
            throw new HubException(
                    "the repository " + id + " is a LoRA adapter without a base model: merge it with PEFT, "
                            + "merge_and_unload().save_pretrained(folder), and set that folder");
        }
        if (names(revision).anyMatch((name) -> name.endsWith(".gguf"))) {
            throw new HubException("the repository " + id + " has GGUF files of llama.cpp: set the repository of the "
                    + "safetensors checkpoint that they were converted from");
        }
        throw new HubException("the repository %s has no %s: set the id of a GPT-2 checkpoint with safetensors weights"
            .formatted(id, hasWeights ? CONFIG : WEIGHTS));
    }

    private static Stream<String> names(HubRevision revision) {
        return revision.files().stream().map(HubFile::path);
    }

}
