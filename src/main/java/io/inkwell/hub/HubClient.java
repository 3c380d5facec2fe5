package io.inkwell.hub;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Requests revisions and files from the hub, again if it is busy. */
final class HubClient {

    private static final int MAX_REVISION_BYTES = 32 << 20;

    private final HubConnection connection;

    private final HubSettings settings;

    private final RetryPolicy policy;

    HubClient(HubSettings settings, RetryPolicy policy) {
        this.connection = new HubConnection(settings, policy.stall());
        this.settings = settings;
        this.policy = policy;
    }

    /**
     * Resolves a revision.
     * @throws HubUnreachableException if there is no connection
     * @throws HubBusyException if the hub fails or limits the rate of requests
     * @throws HubException if the hub rejects the request
     */
    HubRevision revision(HubId id) throws IOException {
        String path = "/api/models/%s/revision/%s?blobs=true".formatted(id.repository(), encode(id.revision()));
        try (HubResponse response = get(id, path, 0)) {
            return RevisionReader.read(id, response.body().readNBytes(MAX_REVISION_BYTES));
        }
        catch (HubException | InterruptedIOException ex) {
            throw ex;
        }
        catch (IOException ex) {
            throw new HubUnreachableException(this.settings, ex);
        }
    }

    /** The pull requests of a repository, as {@code refs/pr/N}. */
    List<String> pullRequests(HubId id) throws IOException {
        try (HubResponse response = get(id, "/api/models/%s/refs?include_prs=1".formatted(id.repository()), 0)) {
            return RevisionReader.pullRequests(id, response.body().readNBytes(MAX_REVISION_BYTES));
        }
    }

    /**
     * Requests the content of a file.
     * @return the content from the offset, or from 0 if the server does not support
     * ranges, or status 416
     * @throws HubException if the hub rejects the request
     */
    HubResponse content(HubId id, String commit, HubFile file, long offset) throws IOException {
        String path = Arrays.stream(file.path().split("/", -1)).map(HubClient::encode).collect(Collectors.joining("/"));
        return get(id, "/%s/resolve/%s/%s".formatted(id.repository(), commit, path), offset);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private HubResponse get(HubId id, String path, long offset) throws IOException {
        HubRejection rejection = new HubRejection(id, this.settings);
        for (int attempt = 1;; attempt++) {
            HubResponse response = this.connection.get(path, offset);
            if (response.isSuccess() || (response.status() == HubResponse.RANGE_NOT_SATISFIABLE && offset > 0)) {
                return response;
            }
            response.close();
            boolean isBusy = response.status() == HubResponse.TOO_MANY_REQUESTS || response.isServerError();
            if (!isBusy || attempt >= this.policy.attempts()
                    || response.retryAfter().compareTo(this.policy.maxRetryAfter()) > 0) {
                throw isBusy ? new HubBusyException(rejection.message(response))
                        : new HubException(rejection.message(response));
            }
            pause(response, attempt);
        }
    }

    private void pause(HubResponse response, int attempt) throws InterruptedIOException {
        if (response.status() == HubResponse.TOO_MANY_REQUESTS) {
            this.policy.sleep(response.retryAfter());
        }
        else {
            this.policy.pause(attempt);
        }
    }

}
