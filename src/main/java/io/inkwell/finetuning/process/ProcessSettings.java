package io.inkwell.finetuning.process;

/**
 * What a process that trains may use.
 *
 * @param threads the threads that compute
 * @param heapBytes its Java heap; the network is outside of it
 */
public record ProcessSettings(int threads, long heapBytes) {
}
