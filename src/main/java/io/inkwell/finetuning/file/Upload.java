package io.inkwell.finetuning.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

import org.jspecify.annotations.Nullable;

import io.inkwell.error.ErrorKind;
import io.inkwell.error.ServiceException;

/**
 * A file that arrives: it is written to the disk piece by piece. Closing it without
 * {@link #finish} discards it. Thread-safe, because a client that disconnects closes it
 * while a thread writes; calls block.
 */
public final class Upload implements AutoCloseable {

    private final FileStore store;

    private final String id;

    private final Path path;

    private final long storedBytes;

    private @Nullable FileChannel channel;

    private @Nullable String filename;

    private long numBytes;

    private @Nullable FilePurpose purpose;

    private boolean isClosed;

    /**
     * @param storedBytes the bytes of all files
     */
    Upload(FileStore store, String id, Path path, long storedBytes) {
        this.store = store;
        this.id = id;
        this.path = path;
        this.storedBytes = storedBytes;
    }

    /**
     * Starts the content.
     * @param name the file name that the client sent
     * @throws ServiceException if the name is not that of a text, or there is a file
     * already
     */
    public synchronized void start(@Nullable String name) throws IOException {
        requireOpen();
        ServiceException.require(this.channel == null, "file", "sent once", "several parts with this name");
        this.filename = FileNameRule.check(name);
        this.channel = FileChannel.open(this.path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    /**
     * Adds bytes to the content.
     * @throws ServiceException if the file is too large, or the disk is full
     */
    public synchronized void add(ByteBuffer bytes) throws IOException {
        requireOpen();
        FileChannel open = this.channel;
        if (open == null) {
            throw new IOException("the upload has not started");
        }
        this.numBytes += bytes.remaining();
        this.store.requireRoom(this.numBytes, bytes.remaining(), this.storedBytes);
        try {
            while (bytes.hasRemaining()) {
                open.write(bytes);
            }
        }
        catch (IOException ex) {
            throw notWritten(ex);
        }
    }

    private void requireOpen() throws IOException {
        if (this.isClosed) {
            throw new IOException("the upload is closed");
        }
    }

    private static ServiceException notWritten(IOException cause) {
        return new ServiceException(ErrorKind.UNAVAILABLE,
                "the file cannot be stored, because the disk of the service is full or cannot be written", "file",
                cause);
    }

    /**
     * @param label what the client sent as {@code purpose}
     * @throws ServiceException if it is not that of a file for training
     */
    public synchronized void setPurpose(String label) {
        ServiceException.require(this.purpose == null, "purpose", "sent once", "several parts with this name");
        FilePurpose given = FilePurpose.of(label).orElse(null);
        ServiceException.require(given == FilePurpose.FINE_TUNE, "purpose", "fine-tune",
                (given != null) ? given.label() : "another string");
        this.purpose = given;
    }

    /**
     * Stores the file.
     * @throws ServiceException if a part is missing, or there are too many files
     */
    public synchronized StoredFile finish() throws IOException {
        requireOpen();
        FileChannel open = this.channel;
        if (open == null || this.filename == null) {
            throw ServiceException.invalid("file", "file must be a part of the body with a filename; given: nothing");
        }
        if (this.purpose == null) {
            throw ServiceException.invalid("purpose", "purpose must be fine-tune; given: nothing");
        }
        try {
            open.force(true);
            open.close();
        }
        catch (IOException ex) {
            throw notWritten(ex);
        }
        return this.store.add(this.id, this.path, this.filename, FileNameRule.ending(this.filename), this.purpose,
                this.numBytes);
    }

    @Override
    public synchronized void close() throws IOException {
        if (!this.isClosed) {
            this.isClosed = true;
            this.store.ended(this.numBytes);
            if (this.channel != null) {
                this.channel.close();
            }
            Files.deleteIfExists(this.path);
        }
    }

}
