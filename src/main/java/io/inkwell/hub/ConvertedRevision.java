package io.inkwell.hub;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the pull request that converts a repository to safetensors, which is often one of
 * the hub's safetensors bot.
 */
final class ConvertedRevision {

    /** A repository with many pull requests would take many requests. */
    private static final int MAX_CHECKED = 10;

    private static final Pattern PULL_REQUEST = Pattern.compile("refs/pr/(\\d{1,9})");

    private final HubClient client;

    ConvertedRevision(HubClient client) {
        this.client = client;
    }

    /** The newest one with safetensors weights; empty if the hub does not say so. */
    Optional<HubId> find(HubId id) throws InterruptedIOException {
        try {
            for (String ref : newestFirst(this.client.pullRequests(id))) {
                HubId candidate = new HubId(id.repository(), ref);
                if (CheckpointFiles.hasWeights(this.client.revision(candidate))) {
                    return Optional.of(candidate);
                }
            }
            return Optional.empty();
        }
        catch (InterruptedIOException ex) {
            throw ex;
        }
        catch (IOException ex) {
            // The search only improves a message.
            return Optional.empty();
        }
    }

    private static List<String> newestFirst(List<String> refs) {
        return refs.stream()
            .filter((ref) -> PULL_REQUEST.matcher(ref).matches())
            .sorted(Comparator.comparingInt(ConvertedRevision::number).reversed())
            .limit(MAX_CHECKED)
            .toList();
    }

    private static int number(String ref) {
        Matcher matcher = PULL_REQUEST.matcher(ref);
        return matcher.matches() ? Integer.parseInt(matcher.group(1)) : 0;
    }

}
