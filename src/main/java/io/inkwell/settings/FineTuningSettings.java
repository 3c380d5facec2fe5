package io.inkwell.settings;

import java.time.Duration;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

import io.inkwell.model.program.ComputeDevice;

import static io.inkwell.settings.SettingRules.require;
import static io.inkwell.settings.SettingRules.requireAtLeast;

/**
 * {@code inkwell.fine-tuning}.
 *
 * @param folder Folder of files, jobs and the models that they make. Without it, the
 * service does not fine-tune.
 * @param organization Name of the organization in names of models.
 * @param maxFileSize Maximum size of an uploaded file.
 * @param maxFiles Maximum number of files.
 * @param maxTotalSize Maximum size of all files.
 * @param maxJobs Maximum number of jobs that have not ended.
 * @param maxEndedJobs Maximum number of ended jobs without a model; the service deletes
 * those that ended first.
 * @param device Device with which a job computes: {@code cpu} or a CUDA device such as
 * {@code cuda:0}.
 * @param threads Number of threads with which a job computes.
 * @param heap Java heap of a job; the network and its training are outside of it.
 * @param kvCacheSize Memory for keys and values of a model that a job has made.
 * @param idleTimeout Time without requests after which such a model leaves memory.
 */
public record FineTuningSettings(@Nullable String folder, @DefaultValue("inkwell") String organization,
        @DefaultValue("100MB") DataSize maxFileSize, @DefaultValue("1000") int maxFiles,
        @DefaultValue("2GB") DataSize maxTotalSize, @DefaultValue("16") int maxJobs,
        @DefaultValue("1000") int maxEndedJobs, @DefaultValue("cpu") String device, @DefaultValue("1") int threads,
        @DefaultValue("512MB") DataSize heap, @DefaultValue("256MB") DataSize kvCacheSize,
        @DefaultValue("10m") Duration idleTimeout, @DefaultValue DatabaseSettings database) {

    /** The setting without which the feature is off. */
    public static final String FOLDER = "inkwell.fine-tuning.folder";

    private static final Pattern ORGANIZATION = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    private static final DataSize MIN_HEAP = DataSize.ofMegabytes(64);

    public FineTuningSettings {
        folder = (folder == null || folder.isBlank()) ? null : folder;
        require(folder == null || !folder.contains(";"), FOLDER + " must not contain a semicolon", folder);
        require(ORGANIZATION.matcher(organization).matches(),
                "inkwell.fine-tuning.organization must be 1 to 64 letters, digits or ._-, the first a letter or digit",
                "\"" + organization + "\"");
        require(maxFileSize.toBytes() > 0, "inkwell.fine-tuning.max-file-size must be more than 0", maxFileSize);
        requireAtLeast("inkwell.fine-tuning.max-files", maxFiles, 1);
        require(maxTotalSize.compareTo(maxFileSize) >= 0,
                "inkwell.fine-tuning.max-total-size must be at least inkwell.fine-tuning.max-file-size (" + maxFileSize
                        + ")",
                maxTotalSize);
        requireAtLeast("inkwell.fine-tuning.max-jobs", maxJobs, 1);
        requireAtLeast("inkwell.fine-tuning.max-ended-jobs", maxEndedJobs, 1);
        require(ComputeDevice.parse(device).isPresent(),
                "inkwell.fine-tuning.device must be cpu or a CUDA device such as cuda:0", "\"" + device + "\"");
        requireAtLeast("inkwell.fine-tuning.threads", threads, 1);
        require(heap.compareTo(MIN_HEAP) >= 0, "inkwell.fine-tuning.heap must be at least " + MIN_HEAP, heap);
        require(kvCacheSize.toBytes() > 0, "inkwell.fine-tuning.kv-cache-size must be more than 0", kvCacheSize);
        require(idleTimeout.compareTo(Duration.ofSeconds(1)) >= 0,
                "inkwell.fine-tuning.idle-timeout must be at least 1 s", idleTimeout);
    }

    /**
     * The database of files and jobs.
     *
     * @param url JDBC URL of a PostgreSQL. Without it, a database in the folder is used.
     * @param username User of the database.
     * @param password Password of the user.
     */
    public record DatabaseSettings(@Nullable String url, @Nullable String username, @Nullable String password) {

        private static final String PREFIX = "jdbc:postgresql:";

        public DatabaseSettings {
            url = blankToNull(url);
            username = blankToNull(username);
            password = blankToNull(password);
            // The value may hold a password.
            require(url == null || url.startsWith(PREFIX), "inkwell.fine-tuning.database.url must start with " + PREFIX,
                    "another URL");
        }

        private static @Nullable String blankToNull(@Nullable String text) {
            return (text == null || text.isBlank()) ? null : text;
        }

    }

}
