package io.inkwell.model.checkpoint;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The tensors of a checkpoint file that the network does not use. */
record UnusedTensors(String file, List<String> names) {

    private static final int MAX_SHOWN = 3;

    // Old versions of transformers save attention masks and a second copy of the
    // embedding.
    private static final Pattern EXPECTED = Pattern
        .compile("(.*\\.)?((attn|crossattention)\\.(masked_)?bias|(lm_head|wte)\\.weight)");

    static UnusedTensors of(List<SafetensorsFile> files, Collection<StoredTensor> used) {
        Set<StoredTensor> needed = new HashSet<>(used);
        List<String> names = new ArrayList<>();
        for (SafetensorsFile file : files) {
            for (String name : file.names()) {
                if (!needed.contains(new StoredTensor(file, file.info(name))) && !EXPECTED.matcher(name).matches()) {
                    names.add(name);
                }
            }
        }
        return new UnusedTensors(files.get(0).name(), names);
    }

    Optional<String> notice() {
        if (this.names.isEmpty()) {
            return Optional.empty();
        }
        String shown = this.names.stream().limit(MAX_SHOWN).collect(Collectors.joining(", "));
        String others = (this.names.size() > MAX_SHOWN) ? " and " + (this.names.size() - MAX_SHOWN) + " more" : "";
        return Optional.of(this.file + ": ignoring tensors that GPT-2 does not use: " + shown + others);
    }

}
