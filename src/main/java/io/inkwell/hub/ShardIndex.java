package io.inkwell.hub;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The index of weights that are split into shards. */
final class ShardIndex {

    private static final JsonMapper MAPPER = new JsonMapper();

    private ShardIndex() {
    }

    /** The names of the shards, which are files next to the index. */
    static Set<String> read(Path index) throws IOException {
        Set<String> shards = new TreeSet<>();
        try {
            for (JsonNode shard : MAPPER.readTree(Files.readAllBytes(index)).path("weight_map").values()) {
                shards.add(shard.asString(""));
            }
        }
        catch (JacksonException ex) {
            throw new HubException(index + ": is not a JSON document; choose another revision", ex);
        }
        for (String shard : shards) {
            if (shard.contains("/") || !HubFile.isSafe(shard)) {
                throw new HubException(
                        "%s: the shard \"%s\" is not a file name; choose another revision".formatted(index, shard));
            }
        }
        if (shards.isEmpty()) {
            throw new HubException(index + ": names no shards; choose another revision");
        }
        return shards;
    }

}
