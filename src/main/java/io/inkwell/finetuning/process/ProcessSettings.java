package io.inkwell.finetuning.process;

/**
 * What a process that trains may use.
 *
 * @param device the name of the device that computes
 * @param threads the threads that compute
 * @param heapBytes its Java heap; the network is outside of it
 */
public record ProcessSettings(String device, int threads, long heapBytes) {
}
