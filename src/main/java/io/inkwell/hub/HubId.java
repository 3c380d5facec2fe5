package io.inkwell.hub;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A model of the hub at a revision.
 *
 * @param repository {@code owner/name}
 * @param revision a branch, a tag, a commit, or {@code refs/pr/N}
 */
public record HubId(String repository, String revision) {

    static final String MAIN = "main";

    private static final Pattern PREFIX = Pattern.compile("hf://|https?://(?:www\\.)?huggingface\\.co/");

    /** Two segments, of which the first is not the start of a path. */
    private static final Pattern CANDIDATE = Pattern.compile("[^/.~@][^/@]*/[^/@]+(@.*)?", Pattern.DOTALL);

    private static final Pattern SEGMENT = Pattern.compile("[\\w-](?:[\\w.-]{0,94}[\\w-])?");

    private static final Pattern REVISION = Pattern.compile("\\w[\\w.-]{0,254}|refs/pr/\\d{1,9}");

    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}");

    public HubId {
        if (!repository.matches("[^/]*/[^/]*")) {
            throw new IllegalArgumentException("its form is owner/name; given: \"" + repository + "\"");
        }
        for (String segment : repository.split("/", -1)) {
            requireSegment(segment);
        }
        if (!REVISION.matcher(revision).matches() || revision.contains("..")) {
            throw new IllegalArgumentException("the revision after @ must be a branch, a tag, a commit or refs/pr/N, "
                    + "and not empty or a path; given: \"" + revision + "\"");
        }
    }

    private static void requireSegment(String segment) {
        if (!SEGMENT.matcher(segment).matches() || segment.contains("..")) {
            throw new IllegalArgumentException("owner and name must be ASCII letters, digits and _.-, without \"..\"; "
                    + "given: \"" + segment + "\"");
        }
    }

    /**
     * Parses {@code owner/name}, {@code hf://owner/name} or the address of a model at
     * huggingface.co, each with an optional {@code @revision}.
     * @return empty if the text has none of these forms, as a path
     * @throws HubException if it has, but not the characters of an id
     */
    public static Optional<HubId> parse(String text) throws HubException {
        Matcher prefix = PREFIX.matcher(text);
        boolean isExplicit = prefix.lookingAt();
        String id = isExplicit ? text.substring(prefix.end()).replaceFirst("/$", "") : text;
        if (!isExplicit && !CANDIDATE.matcher(id).matches()) {
            return Optional.empty();
        }
        int at = id.indexOf('@');
        try {
            return Optional.of((at < 0) ? new HubId(id, MAIN) : new HubId(id.substring(0, at), id.substring(at + 1)));
        }
        catch (IllegalArgumentException ex) {
            throw new HubException((isExplicit ? "" : "there is no such folder, and ")
                    + "this is not a model id of the hub: " + ex.getMessage(), ex);
        }
    }

    /** Whether the revision never moves. */
    boolean isCommit() {
        return isCommit(this.revision);
    }

    static boolean isCommit(String revision) {
        return COMMIT.matcher(revision).matches();
    }

    /** The name of the repository's folder in the cache. */
    String folderName() {
        return "models--" + this.repository.replace("/", "--");
    }

    @Override
    public String toString() {
        return this.revision.equals(MAIN) ? this.repository : this.repository + "@" + this.revision;
    }

}
