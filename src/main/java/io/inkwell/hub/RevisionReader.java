package io.inkwell.hub;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the hub's descriptions of revisions. */
final class RevisionReader {

    private static final JsonMapper MAPPER = new JsonMapper();

    private RevisionReader() {
    }

    /**
     * @throws HubException if it is invalid
     */
    static HubRevision read(HubId id, byte[] json) throws HubException {
        try {
            JsonNode revision = MAPPER.readTree(json);
            List<HubFile> files = new ArrayList<>();
            for (JsonNode file : revision.path("siblings").values()) {
                String path = file.path("rfilename").asString("");
                if (CheckpointFiles.concern(path)) {
                    files.add(file(path, file));
                }
            }
            return new HubRevision(revision.path("sha").asString(""), files);
        }
        catch (JacksonException | IllegalArgumentException ex) {
            String reason = (ex instanceof JacksonException) ? "it is not a JSON document" : ex.getMessage();
            throw new HubException(
                    "the hub's list of the files of %s cannot be used: %s; check HF_ENDPOINT".formatted(id, reason),
                    ex);
        }
    }

    /**
     * @throws HubException if it is invalid
     */
    static List<String> pullRequests(HubId id, byte[] json) throws HubException {
        try {
            return MAPPER.readTree(json)
                .path("pullRequests")
                .values()
                .stream()
                .map((request) -> request.path("ref").asString(""))
                .toList();
        }
        catch (JacksonException ex) {
            throw new HubException("the hub's list of the pull requests of %s is not a JSON document".formatted(id),
                    ex);
        }
    }

    private static HubFile file(String path, JsonNode file) {
        return new HubFile(path, file.path("size").asLong(-1), file.path("blobId").asString(""),
                sha256(file.path("lfs")));
    }

    private static @Nullable String sha256(JsonNode lfs) {
        return lfs.isObject() ? lfs.path("sha256").asString(lfs.path("oid").asString("")) : null;
    }

}
